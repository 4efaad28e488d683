package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The incremental reader finds the same as a reader of the parsed tree, in generated responses. */
class DifferentialTest {
  private static final int RESPONSES = 50_000;
  private static final int[] PIECE_SIZES = {1, 7, 64, Integer.MAX_VALUE};
  private static final String[] LINE_ENDS = {"\n", "\r", "\r\n"};

  private final ResponseUsageReader reader = new ResponseUsageReader();

  @Test
  void findsTheSameAsATreeInJson() throws IOException {
    for (int seed = 0; seed < RESPONSES; seed++) {
      String body = new ResponseGenerator(seed).json();
      compare(read(body, seed), TreeReader.readJson(body), body);
    }
    assertThat(IgnoredValues.total(IgnoredValues.Source.BODY))
        .as("implausible counts, which the generator makes as well")
        .isPositive();
  }

  @Test
  void findsTheSameAsATreeInEvents() throws IOException {
    for (int seed = 0; seed < RESPONSES; seed++) {
      ResponseGenerator generator = new ResponseGenerator(seed);
      String lineEnd = LINE_ENDS[seed % LINE_ENDS.length];
      String body = stream(generator.events(), lineEnd, generator);
      compare(read(body, seed), TreeReader.readEvents(body), body);
    }
  }

  /** Without AssertJ where they are equal: this runs a hundred thousand times. */
  private static void compare(ReaderResult found, ReaderResult expected, String body) {
    if (!found.equals(expected)) {
      assertThat(found).as(body).isEqualTo(expected);
    }
  }

  private static String stream(List<String> events, String lineEnd, ResponseGenerator generator) {
    StringBuilder out = new StringBuilder(generator.chance(2) ? ":" + lineEnd + lineEnd : "");
    for (String event : events) {
      out.append(generator.chance(3) ? "event: x" + lineEnd : "");
      for (String line : event.split("\n")) {
        out.append("data:").append(generator.chance(2) ? " " : "").append(line).append(lineEnd);
      }
      out.append(generator.chance(3) ? "id: 1" + lineEnd : "").append(lineEnd);
    }
    return out.toString();
  }

  private ReaderResult read(String body, int seed) {
    reader.reset();
    int pieceSize = PIECE_SIZES[seed % PIECE_SIZES.length];
    ReaderResult.feed(reader, body.getBytes(StandardCharsets.UTF_8), pieceSize);
    return ReaderResult.of(reader);
  }
}
