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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyFileTest {
  private static final long LONG = TimeUnit.MINUTES.toNanos(1);

  private static final Pattern SUCCESS = Pattern.compile("] (metrics at |attached: )");
  private static final Pattern FAILURE = Pattern.compile("] not installed");

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private ReplyFile reply;

  @BeforeEach
  void create() throws IOException {
    reply = ReplyFile.create(Path.of(System.getProperty("java.io.tmpdir")));
  }

  @AfterEach
  void delete() throws IOException {
    reply.close();
    assertThat(reply.path()).doesNotExist();
    assertThat(reply.path().getParent()).doesNotExist();
  }

  @Test
  void nobodyElseCanReadOrWriteIt() throws IOException {
    assertThat(permissions(reply.path())).isEqualTo("rw-------");
    assertThat(permissions(reply.path().getParent())).isEqualTo("rwx------");
    reply.giveTo(Files.getOwner(reply.path()));
    assertThat(permissions(reply.path().getParent())).isEqualTo("rwx------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @ParameterizedTest
  @CsvSource({
    "metrics at http://127.0.0.1:9464/metrics, 0",
    "attached: no metrics server, 0",
    "not installed: java.lang.VerifyError, 1"
  })
  void endsAtTheLineThatSaysHowItWent(String last, int status) throws Exception {
    write("[x] okhttp is not watched\n[x] " + last + "\n[x] later\n");
    assertThat(follow(LONG)).isEqualTo(status);
    assertThat(shown()).isEqualTo("[x] okhttp is not watched\n[x] " + last + "\n");
  }

  @Test
  void waitsForTheRestOfALine() throws Exception {
    write("[x] first\n[x] metrics at http://127.");
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
    assertThat(reply.follow(out, LONG, SUCCESS, FAILURE)).isZero();
    assertThat(shown()).isEqualTo("[x] first\n[x] metrics at http://127.0.0.1:1/metrics\n");
  }

  @Test
  void endsWhenTheTimeIsOver() throws Exception {
    write("[x] first\n");
    assertThat(follow(TimeUnit.MILLISECONDS.toNanos(1))).isEqualTo(-1);
  }

  @Test
  void showsNoTerminalCommands() throws Exception {
    write("[x] \u001b]0;title\u0007\u001b[2J\rred \u009b31m \u202egnp.exe\n[x] metrics at é漢\n");
    assertThat(follow(LONG)).isZero();
    assertThat(shown()).isEqualTo("[x] ?]0;title??[2J?red ?31m ?gnp.exe\n[x] metrics at é漢\n");
  }

  @Test
  void readsAtMostItsMaximum() throws Exception {
    String line = "[x] " + "y".repeat(996) + "\n";
    write(line.repeat(1000) + "[x] metrics at http://127.0.0.1:1/metrics\n");
    assertThat(follow(TimeUnit.SECONDS.toNanos(1))).isEqualTo(-1);
    assertThat(stdout.size()).isLessThanOrEqualTo(ReplyFile.MAX_BYTES);
  }

  @Test
  void readsNothingThatReplacesIt(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "[x] metrics at secret\n");
    Files.delete(reply.path());
    Files.createSymbolicLink(reply.path(), secret);
    assertThat(follow(TimeUnit.MILLISECONDS.toNanos(100))).isEqualTo(-1);
    assertThat(shown()).isEmpty();
  }

  private int follow(long timeoutNanos) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(stdout, true, StandardCharsets.UTF_8);
    return reply.follow(out, timeoutNanos, SUCCESS, FAILURE);
  }

  private void write(String text) throws IOException {
    Files.writeString(reply.path(), text);
  }

  private void writeMore(String text) {
    try {
      Files.writeString(reply.path(), text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String shown() {
    return stdout.toString(StandardCharsets.UTF_8);
  }
}
