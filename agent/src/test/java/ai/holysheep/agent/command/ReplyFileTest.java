package ai.holysheep.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyFileTest {
  private static final long LONG = TimeUnit.MINUTES.toNanos(1);

  @TempDir Path folder;
  private Path file;
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();

  @BeforeEach
  void create() throws IOException {
    file = Files.createFile(folder.resolve("reply.txt"));
  }

  @ParameterizedTest
  @CsvSource({
    "metrics at http://127.0.0.1:9464/metrics, 0",
    "attached: no metrics server, 0",
    "this JVM is watched already: nothing is done, 0",
    "not installed: java.lang.VerifyError, 1"
  })
  void endsAtTheLineThatSaysHowItWent(String last, int status) throws Exception {
    Files.writeString(file, "[x] okhttp is not watched\n[x] " + last + "\n[x] later\n");
    assertThat(follow(LONG)).isEqualTo(status);
    assertThat(shown()).isEqualTo("[x] okhttp is not watched\n[x] " + last + "\n");
  }

  @Test
  void waitsForTheRestOfALine() throws Exception {
    Files.writeString(file, "[x] first\n[x] metrics at http://127.");
    // What the other JVM writes after the first line was shown.
    PrintStream out =
        new PrintStream(stdout, true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            super.println(line);
            if (line.equals("[x] first")) {
              writeMore("0.0.1:1/metrics\n");
            }
          }
        };
    assertThat(new ReplyFile(file.toFile()).follow(out, LONG)).isZero();
    assertThat(shown()).isEqualTo("[x] first\n[x] metrics at http://127.0.0.1:1/metrics\n");
  }

  @Test
  void saysWhereToLookIfTheTimeIsOver() throws Exception {
    assertThat(follow(0)).isZero();
    assertThat(shown()).isEqualTo("attached; the process's stderr shows where its metrics are\n");
  }

  private int follow(long timeoutNanos) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(stdout, true, StandardCharsets.UTF_8);
    return new ReplyFile(file.toFile()).follow(out, timeoutNanos);
  }

  private void writeMore(String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String shown() {
    return stdout.toString(StandardCharsets.UTF_8);
  }
}
