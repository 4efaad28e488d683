package ai.holysheep.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {
  private final Batch batch = new Batch();

  private String text(boolean newLineFirst) {
    return StandardCharsets.UTF_8.decode(batch.encode(newLineFirst)).toString();
  }

  private int addLines(String... models) {
    int length = 0;
    for (String model : models) {
      batch.add(new LedgerEntry(Calls.ok(model, "/v1", Map.of()), null));
      length = batch.encode(false).remaining();
    }
    return length;
  }

  @Test
  void encodesItsLinesAfterTheEndOfAnIncompleteLine() {
    addLines("first", "second");

    assertThat(text(false)).startsWith("{").endsWith("}\n");
    assertThat(text(false).lines()).hasSize(2);
    assertThat(text(true)).isEqualTo("\n" + text(false));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "5, 0, 0", "-1, 1, 0", "0, 1, 1", "5, 1, 1"})
  void keepsALineThatWasWrittenInPart(int moreBytes, int wholeLines, int removed) {
    int firstLine = addLines("é");
    addLines("second");
    ByteBuffer bytes = batch.encode(false);
    bytes.position(wholeLines * firstLine + moreBytes);

    assertThat(batch.removeWritten(bytes, false)).isEqualTo(removed);
    assertThat(text(false).lines()).hasSize(2 - removed);
    assertThat(text(false)).startsWith("{\"timestamp\"");
  }

  @Test
  void doesNotCountTheEndOfAnIncompleteLineAsALine() {
    addLines("first");
    ByteBuffer bytes = batch.encode(true);
    bytes.position(1);

    assertThat(batch.removeWritten(bytes, true)).isZero();
    bytes.position(bytes.limit());
    assertThat(batch.removeWritten(bytes, true)).isEqualTo(1);
    assertThat(batch.isEmpty()).isTrue();
  }

  @Test
  void returnsHowManyLinesItClears() {
    addLines("first", "second", "third");

    assertThat(batch.clear()).isEqualTo(3);
    assertThat(batch.isEmpty()).isTrue();
    assertThat(text(false)).isEmpty();
  }
}
