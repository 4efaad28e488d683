package ai.holysheep.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachTest {
  private static final String READY = "[holysheep-agent] metrics at http://127.0.0.1:1/metrics\n";

  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final AtomicReference<Path> reply = new AtomicReference<>();

  @Test
  void passesTheReplyFileBeforeTheOptionsAndDeletesIt() {
    AtomicReference<String> loaded = new AtomicReference<>();
    int status =
        attach(
            "metrics.port=0",
            (pid, arguments) -> {
              loaded.set(pid + " " + arguments);
              answer(arguments, READY);
            });

    assertThat(status).isZero();
    assertThat(loaded.get()).isEqualTo("2000000000 @" + reply.get() + "@metrics.port=0");
    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo(READY);
    assertThat(stderr.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(reply.get()).doesNotExist();
  }

  @Test
  void failsIfTheAgentIsNotInstalled() {
    String line = "[holysheep-agent] not installed: java.io.IOException\n";
    assertThat(attach("", (pid, arguments) -> answer(arguments, line))).isEqualTo(1);
    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo(line);
    assertThat(reply.get()).doesNotExist();
  }

  @Test
  void explainsThatAJreHasNoAttachApi() {
    assertFails(
        (pid, arguments) -> {
          throw new ClassNotFoundException("com.sun.tools.attach.VirtualMachine");
        },
        "attach: this Java has no attach API; run it with a JDK's java\n");
  }

  @Test
  void reportsTheCauseThatTheAttachApiGives() {
    assertFails(
        (pid, arguments) -> {
          throw new InvocationTargetException(new IOException("no such process"));
        },
        "attach: process 2000000000: java.io.IOException: no such process\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999", "shop.jar", ""})
  void reportsAWrongPid(String pid) {
    Attach attach = new Attach(new AttachApi(new File("no-such.jar")), out(stdout), out(stderr));
    assertThat(attach.attach(pid, "")).isEqualTo(1);
    assertThat(stderr.toString(StandardCharsets.UTF_8))
        .startsWith("attach: process " + pid + ": ")
        .hasLineCount(1);
    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "attach, [a] this JVM is watched already: nothing is done, 0",
    "attach, '[a] this JVM is watched already, but off since 2026: use the command on', 1",
    "off, '[a] switched off at 2026: new calls are not watched', 0",
    "off, '[a] off already, since 2026', 0",
    "off, [a] not switched: no agent is in this JVM, 1",
    "on, '[a] switched on: it was off since 2026', 0",
    "on, [a] on already: nothing is done, 0",
    "on, [a] this JVM is watched already: nothing is done, 1",
  })
  void theAnswerDecidesTheStatus(String command, String line, int status) {
    assertThat(run(command, (pid, arguments) -> answer(arguments, line + "\n"))).isEqualTo(status);
    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo(line + "\n");
    assertThat(stderr.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aSwitchWithoutAnAnswerHasFailed() {
    assertThat(run("off", (pid, arguments) -> answer(arguments, ""))).isEqualTo(1);
    assertThat(stderr.toString(StandardCharsets.UTF_8))
        .isEqualTo("off: process 2000000000 has not answered; its stderr shows what it did\n");
  }

  @Test
  void attachingWithoutAnAnswerPointsToTheOtherProcess() {
    assertThat(run("attach", (pid, arguments) -> answer(arguments, ""))).isZero();
    assertThat(stdout.toString(StandardCharsets.UTF_8))
        .isEqualTo("attached; the process's stderr shows where its metrics are\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"attach", "off", "on"})
  void aTemporaryFolderThatWouldEndTheFilesNameEarlyIsRefusedBeforeLoading(
      String command, @TempDir Path folder) throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("a@b"));
    List<String> loaded = new ArrayList<>();

    assertThat(run(command, (pid, arguments) -> loaded.add(arguments), temporary)).isEqualTo(1);

    assertThat(loaded).isEmpty();
    assertThat(stderr.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            command
                + ": the path of the temporary folder has an @: "
                + temporary
                + "; set -Djava.io.tmpdir to another folder\n");
    assertThat(temporary).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"temporary, files", "a\"b", "x=y"})
  void otherTemporaryFoldersAreUsed(String name, @TempDir Path folder) throws IOException {
    Path temporary = Files.createDirectory(folder.resolve(name));
    String line = "[a] on already: nothing is done\n";

    assertThat(run("on", (pid, arguments) -> answer(arguments, line), temporary)).isZero();

    assertThat(reply.get()).startsWithRaw(temporary);
  }

  @Test
  void aProcessThatIsNoJvmGetsNoSignal() throws Exception {
    Process innocent = new ProcessBuilder("sleep", "600").start();
    try {
      Attach attach = new Attach(new AttachApi(new File("no-such.jar")), out(stdout), out(stderr));
      String pid = String.valueOf(innocent.pid());
      assertThat(attach.attach(pid, "")).isEqualTo(1);
      assertThat(stderr.toString(StandardCharsets.UTF_8))
          .isEqualTo("attach: process " + pid + ": java.io.IOException: it is no JVM\n");
      assertThat(innocent.isAlive()).isTrue();
    } finally {
      innocent.destroyForcibly();
    }
  }

  private int run(String command, AgentLoader loader) {
    return run(command, loader, Path.of(System.getProperty("java.io.tmpdir")));
  }

  private int run(String command, AgentLoader loader, Path temporary) {
    Attach attach =
        new Attach(loader, out(stdout), out(stderr), TimeUnit.SECONDS.toNanos(1), temporary);
    return command.equals("attach")
        ? attach.attach("2000000000", "")
        : attach.turn(command.equals("on"), "2000000000");
  }

  private void assertFails(AgentLoader loader, String message) {
    assertThat(attach("", loader)).isEqualTo(1);
    assertThat(stderr.toString(StandardCharsets.UTF_8)).isEqualTo(message);
    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private int attach(String options, AgentLoader loader) {
    return new Attach(loader, out(stdout), out(stderr)).attach("2000000000", options);
  }

  private void answer(String arguments, String lines) throws IOException {
    reply.set(Path.of(arguments.split("@", 3)[1]));
    Files.writeString(reply.get(), lines);
  }

  private static PrintStream out(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
