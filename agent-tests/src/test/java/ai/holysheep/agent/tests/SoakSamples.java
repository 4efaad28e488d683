package ai.holysheep.agent.tests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/**
 * What a JVM held after each round. What it holds late must be what it held early: the first third
 * of the rounds, in which everything is loaded and compiled, is left out, and then the medians of
 * the first and of the last quarter of the others are compared. Two quarters of an hour's run are
 * some 8,000 attempts apart for each setting.
 */
final class SoakSamples {
  private static final int FEWEST_WARM_UP_ROUNDS = 2;

  /** By how much the last quarter may be higher. Set after runs of three minutes each. */
  private static final Map<String, Long> TOLERANCE =
      Map.of(
          // 0.13 MB a round on average, of which the agent's histograms took 0.05 MB.
          "heap",
          4_000_000L,
          // 0.4 to 1 MB a round with and without the agent, and nothing with -Xint: the JVM keeps
          // its profiles of compiled methods there.
          "metaspace",
          2_500_000L,
          // Up to 0.05 MB a round, with and without the agent.
          "direct",
          300_000L,
          // OkHttp and the JDK keep idle threads for a minute, however long a round takes.
          "threads",
          12L,
          // OkHttp keeps an idle connection for five minutes, and the steps leave ten a round.
          "descriptors",
          100L);

  private final Map<String, List<Long>> values = new LinkedHashMap<>();

  /**
   * @param line {@code SAMPLE heap=1 threads=2}
   */
  void add(String line) {
    for (String word : line.substring(line.indexOf(' ') + 1).split(" ")) {
      String[] pair = word.split("=");
      values.computeIfAbsent(pair[0], unused -> new ArrayList<>()).add(Long.parseLong(pair[1]));
    }
  }

  int rounds() {
    return values.values().stream().mapToInt(List::size).max().orElse(0);
  }

  void assertFlat(SoftAssertions softly) {
    TOLERANCE.forEach(
        (name, tolerance) ->
            softly
                .assertThat(late(name) - early(name))
                .as("%s: growth from the first to the last quarter of %s", name, values.get(name))
                .isLessThanOrEqualTo(tolerance));
  }

  private List<Long> warm(String name) {
    List<Long> all = values.get(name);
    int warmUp = Math.max(FEWEST_WARM_UP_ROUNDS, all.size() / 3);
    return all.subList(Math.min(warmUp, all.size() - 1), all.size());
  }

  private long early(String name) {
    List<Long> warm = warm(name);
    return median(warm.stream().limit((warm.size() + 3) / 4));
  }

  private long late(String name) {
    List<Long> warm = warm(name);
    return median(warm.stream().skip(warm.size() - (warm.size() + 3) / 4));
  }

  private static long median(Stream<Long> some) {
    List<Long> sorted = some.sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /** The medians, and every value. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(rounds() + " rounds");
    for (String name : values.keySet()) {
      text.append(", " + name + " " + early(name) + " -> " + late(name) + " " + values.get(name));
    }
    return text.toString();
  }
}
