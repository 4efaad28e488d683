package ai.holysheep.agent.tests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/**
 * What a JVM held after each round. What it holds late must be what it held early: the medians of
 * the first and of the last quarter of the rounds are compared, without those in which everything
 * is loaded and compiled.
 */
final class SoakSamples {
  private static final int WARM_UP_ROUNDS = 2;

  /**
   * By how much the last quarter may be higher. A leak of a single byte a call is 250 KB an hour,
   * and an attempt that is never let go is more than a kilobyte a call.
   */
  private static final Map<String, Long> TOLERANCE =
      Map.of(
          // A connection that a client has not closed yet holds up to 100 KB of buffers.
          "heap", 1_000_000L,
          // The JDK makes a class for reflection and method handles now and then, of some KB each.
          "metaspace", 500_000L,
          // The JDK caches a buffer for each thread that used a channel, here 16 KB in most cases.
          "direct", 300_000L,
          // OkHttp and the JDK keep idle threads for a minute, however long a round takes.
          "threads", 12L,
          // The same for idle connections, which are closed after a time or when collected.
          "descriptors", 25L);

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
    return all.subList(Math.min(WARM_UP_ROUNDS, all.size() - 1), all.size());
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
