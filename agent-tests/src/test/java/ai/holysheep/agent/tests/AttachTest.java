package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attaching on this machine's JDKs, and what it says when it cannot. */
class AttachTest {
  static Stream<Path> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void seesTheClientsAndConnectionsThatAreThere(Path jdk) {
    AttachContract.check(
        List.of(jdk.resolve("bin/java").toString()),
        List.of("java.net.http", "okhttp", "apache4", "apache5", "urlconnection"));
  }

  @Test
  void saysWhatIsWrong() {
    try (ForkedJvm command =
        ForkedJvm.start(
            Jdks.running(),
            List.of("-jar", ForkedJvm.AGENT.toString(), "attach", "999999999", ""))) {
      assertThat(command.exitCode()).isEqualTo(1);
      assertThat(command.err()).singleElement().asString().startsWith("attach: process 999999999:");
    }
    try (ForkedJvm command =
        ForkedJvm.start(Jdks.running(), List.of("-jar", ForkedJvm.AGENT.toString()))) {
      assertThat(command.exitCode()).isEqualTo(2);
      assertThat(command.err()).first().asString().startsWith("usage: ");
    }
  }

  @Test
  void waitsForTheFirstClientToBeLoaded() {
    try (ForkedJvm service =
        ForkedJvm.start(Jdks.running(), ForkedJvm.program("Attached", "http://127.0.0.1:1"))) {
      service.awaitLine("READY");
      assertThat(
              AttachContract.attach(
                  List.of(Jdks.running().resolve("bin/java").toString()),
                  AttachContract.pid(service)))
          .containsExactly(
              "[holysheep-agent] attached: no HTTP client is loaded yet, the first that is will be"
                  + " watched");
    }
  }
}
