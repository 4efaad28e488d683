package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Switching the agent off and on in a running JVM, and what cannot be switched. */
class SwitchTest {
  private static final List<String> JAVA = java(Jdks.running());
  private static final List<String> CLIENT = List.of("java.net.http");

  static Stream<Path> jdks() {
    return Jdks.all();
  }

  private static List<String> java(Path jdk) {
    return List.of(jdk.resolve("bin/java").toString());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void watchesNothingWhileItIsOff(Path jdk) {
    SwitchContract.check(
        java(jdk), List.of("java.net.http", "okhttp", "apache4", "apache5", "urlconnection"));
  }

  @Test
  void clientsThatLoadWhileItIsOffAreWatchedLater() {
    try (HeldServer gateway = new HeldServer();
        SteppedService service =
            SteppedService.start(
                JAVA,
                List.of(ForkedJvm.watching()),
                gateway.url(),
                List.of("java.net.http", "okhttp"))) {
      service.command(0, "off");
      service.call();
      assertThat(service.jvm().err())
          .hasSize(2)
          .last()
          .asString()
          .contains("HTTP clients that load now are left as they are");

      service.command(0, "on");
      service.call();
      service.jvm().scrapeWhenIdle();
      assertThat(service.counted()).isEqualTo(1);
    }
  }

  @Test
  void aJvmWithoutTheAgentStaysWithoutIt() {
    try (HeldServer gateway = new HeldServer();
        SteppedService service = SteppedService.start(JAVA, List.of(), gateway.url(), CLIENT)) {
      for (String command : List.of("off", "on")) {
        assertThat(service.command(1, command))
            .containsExactly("[holysheep-agent] not switched: no agent is in this JVM");
      }
      service.call();
      assertThat(service.jvm().finish()).isZero();
      assertThat(service.jvm().err()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAgentThatWasNotEnabledAtTheStartCannotBeSwitched(boolean clientLoaded) {
    try (HeldServer gateway = new HeldServer();
        SteppedService service =
            SteppedService.start(
                JAVA,
                List.of("-Dholysheep.enabled=false", ForkedJvm.watching()),
                gateway.url(),
                CLIENT)) {
      if (clientLoaded) {
        service.call();
      }
      for (String command : List.of("off", "on")) {
        assertThat(service.command(1, command))
            .containsExactly(
                "[holysheep-agent] not switched: this JVM was started with enabled=false, so it"
                    + " must be restarted without that");
      }
    }
  }

  @Test
  void manyCommandsAtOnceLeaveWhatTheLastOneSays() {
    try (HeldServer gateway = new HeldServer();
        SteppedService service =
            SteppedService.start(JAVA, List.of(ForkedJvm.watching()), gateway.url(), CLIENT)) {
      service.call();
      IntStream.range(0, 6).parallel().forEach(i -> service.command(0, i % 2 == 0 ? "off" : "on"));
      service.command(0, "off");
      service.command(0, "on");
      service.call();
      service.jvm().scrapeWhenIdle();
      assertThat(service.counted()).isEqualTo(2);
      assertThat(service.jvm().scrape().sum("holysheep_agent_errors_total")).isZero();
    }
  }

  @Test
  void waitsForNobodyWhoDoesNotReadStderr() throws Exception {
    List<String> arguments = new ArrayList<>(List.of(ForkedJvm.watching()));
    arguments.addAll(ForkedJvm.program("Steps", "http://127.0.0.1:1"));
    try (ForkedJvm jvm = ForkedJvm.startUnread(Jdks.running(), arguments)) {
      jvm.awaitLine("READY");
      jvm.writeLine("fill").awaitLine("DONE 1");
      jvm.writeLine("off").awaitLine("DONE 2");
      assertThat(jvm.finish()).isZero();
    }
  }

  /** Whoever can attach names the file. */
  @Test
  void answersOnlyInANewFileOfItsOwnUser(@TempDir Path folder) throws Exception {
    Path used = Files.writeString(folder.resolve("used"), "something");
    Path linked = Files.createFile(folder.resolve("linked"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), linked);
    Path fresh = Files.createFile(folder.resolve("fresh"));
    List<String> options = List.of(ForkedJvm.watching());
    try (SteppedService service =
        SteppedService.start(JAVA, options, "http://127.0.0.1:1", List.of())) {
      for (Path file : List.of(used, link, folder, folder.resolve("none"), fresh)) {
        service.step(file.toString());
      }
      await().atMost(ForkedJvm.PATIENCE).until(() -> Files.size(fresh) > 0);
    }
    assertThat(fresh).content().startsWith("[holysheep-agent] off already, since ");
    assertThat(used).hasContent("something");
    assertThat(linked).isEmptyFile();
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
