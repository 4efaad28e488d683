package ai.holysheep.agent.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceTest {
  @TempDir Path folder;
  private final List<String> read = new ArrayList<>();
  private int tooLong;

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "a", "a\n", "\n\na\n", "one\ntwo\r\nthree", "x\nlonger line\ny\n\n"})
  void everyLineIsReadOnceForAnySliceSize(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("file.jsonl"), text);
    for (long bytes = 1; bytes < text.length() + 3; bytes++) {
      read.clear();
      readSlices(file, bytes);
      assertThat(read)
          .as("slices of %d", bytes)
          .isEqualTo(text.lines().filter(line -> !line.isEmpty()).toList());
    }
  }

  @Test
  void aLineAboveTheLimitIsReportedWithoutItsBytes() throws IOException {
    String huge = "x".repeat(3 * LineSplitter.MAX_LINE + 7);
    Path file = Files.writeString(folder.resolve("f"), "a\n" + huge + "\nb\n" + huge);
    readSlices(file, LineSplitter.MAX_LINE);
    assertThat(read).containsExactly("a", "b");
    assertThat(tooLong).isEqualTo(2);
  }

  private void readSlices(Path file, long sliceBytes) throws IOException {
    LineSplitter lines =
        new LineSplitter(
            new LineSplitter.Handler() {
              @Override
              public boolean line(byte[] bytes, int offset, int length) {
                read.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
                return true;
              }

              @Override
              public void lineTooLong() {
                tooLong++;
              }
            });
    Slices slices = new Slices(List.of(new LedgerFile(file, Files.size(file))), sliceBytes);
    for (Slice slice = slices.next(); slice != null; slice = slices.next()) {
      slice.read(lines, n -> {});
    }
  }
}
