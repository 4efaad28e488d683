package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the counts in {@code usages.txt} mean, by {@link UsageRule}. */
class UsageShapesTest {
  private static final Path USAGES =
      Path.of("src/test/resources/ai/holysheep/agent/usage/usages.txt");
  private static final int[] PIECE_SIZES = {1, 2, 3, 5, 100, Integer.MAX_VALUE};

  static Stream<Arguments> usages() throws IOException {
    return Files.readAllLines(USAGES).stream()
        .filter(line -> !line.startsWith("#") && !line.isEmpty())
        .map(line -> line.split(" \\| "))
        .map(columns -> arguments(columns[0], columns[1], columns[2]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("usages")
  void meansTheSameAsJsonAndAsEvents(String name, String documents, String expected) {
    if (!documents.contains(" ;; ")) {
      assertUsage(documents, expected);
    }
    String events = "data: " + documents.replace(" ;; ", "\n\ndata: ");
    if (!documents.startsWith("[")) {
      assertUsage(events, expected);
      assertUsage(events + "\n\n", expected);
      assertUsage(events + "\r\n\r\ndata: [DONE]\r\n\r\n", expected);
    }
  }

  private static void assertUsage(String body, String expected) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    for (int pieceSize : PIECE_SIZES) {
      ResponseUsageReader reader = new ResponseUsageReader();
      ReaderResult.feed(reader, bytes, pieceSize);
      // Only some lines name the details of further models.
      assertThat(counts(reader))
          .as("%s in pieces of %s", body, pieceSize)
          .containsAll(words(expected))
          .filteredOn(count -> !count.contains(":"))
          .containsExactlyInAnyOrderElementsOf(
              words(expected).stream().filter(count -> !count.contains(":")).toList());
      assertThat(reader.furtherUsages().isEmpty()).isEqualTo(!expected.contains(":"));
    }
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" "));
  }

  private static List<String> counts(ResponseUsageReader reader) {
    List<String> counts = new ArrayList<>();
    addBill(reader, counts);
    Usage usage = reader.usage();
    if (usage == null) {
      counts.add("none");
    } else {
      add(usage, "", counts);
    }
    for (ModelUsage further : reader.furtherUsages()) {
      add(further.usage, further.model + ":", counts);
    }
    return counts;
  }

  private static void addBill(ResponseUsageReader reader, List<String> counts) {
    if (reader.serviceTier() != null) {
      counts.add("tier=" + reader.serviceTier());
    }
    UnitCounts units = reader.units();
    add("searches", units.webSearches, counts);
    add("images", units.images, counts);
    add("audio", units.audioMillis, counts);
    add("pages", units.pages, counts);
    if (reader.reportedCost() >= 0) {
      counts.add("picodollars=" + reader.reportedCost());
    }
  }

  private static void add(String name, long count, List<String> counts) {
    if (count >= 0) {
      counts.add(name + "=" + count);
    }
  }

  private static void add(Usage usage, String prefix, List<String> counts) {
    counts.add(prefix + "input=" + usage.input);
    counts.add(prefix + "output=" + usage.output);
    for (TokenDetail detail : TokenDetail.values()) {
      if (usage.detail(detail) >= 0) {
        counts.add(prefix + detail.label() + "=" + usage.detail(detail));
      }
    }
  }
}
