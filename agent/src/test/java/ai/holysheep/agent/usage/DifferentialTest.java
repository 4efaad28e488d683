package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The incremental reader finds what a plain tree of the whole answer has. */
class DifferentialTest {
  private static final int ANSWERS = 50_000;
  private static final int[] PIECES = {1, 7, 64, Integer.MAX_VALUE};
  private static final String[] LINE_ENDS = {"\n", "\r", "\r\n"};

  private final ResponseUsageReader reader = new ResponseUsageReader();

  @Test
  void findsWhatATreeOfTheAnswerHas() throws IOException {
    for (int seed = 0; seed < ANSWERS; seed++) {
      String body = new AnswerMaker(seed).json();
      compare(read(body, seed), TreeReading.ofJson(body), body);
    }
    assertThat(AgentErrors.total(AgentErrors.Stage.USAGE)).as("some figures are none").isPositive();
  }

  @Test
  void findsWhatTreesOfAStreamsEventsHave() throws IOException {
    for (int seed = 0; seed < ANSWERS; seed++) {
      AnswerMaker maker = new AnswerMaker(seed);
      String body = stream(maker.events(), LINE_ENDS[seed % LINE_ENDS.length], maker);
      compare(read(body, seed), TreeReading.ofEvents(body), body);
    }
  }

  private static void compare(Said found, Said expected, String body) {
    if (!found.equals(expected)) {
      assertThat(found).as(body).isEqualTo(expected);
    }
  }

  private static String stream(List<String> events, String lineEnd, AnswerMaker maker) {
    StringBuilder out = new StringBuilder(maker.chance(2) ? ":" + lineEnd + lineEnd : "");
    for (String event : events) {
      out.append(maker.chance(3) ? "event: x" + lineEnd : "");
      for (String line : event.split("\n")) {
        out.append("data:").append(maker.chance(2) ? " " : "").append(line).append(lineEnd);
      }
      out.append(maker.chance(3) ? "id: 1" + lineEnd : "").append(lineEnd);
    }
    return out.toString();
  }

  private Said read(String body, int seed) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    int piece = Math.min(PIECES[seed % PIECES.length], bytes.length);
    reader.reset();
    for (int i = 0; i < bytes.length; i += piece) {
      reader.accept(bytes, i, Math.min(piece, bytes.length - i));
    }
    return Said.by(reader);
  }
}
