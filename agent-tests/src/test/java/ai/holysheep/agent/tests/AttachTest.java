package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java -jar holysheep-agent.jar attach PID}, to a JVM whose clients are in use. */
class AttachTest {
  private static final List<String> CLIENTS =
      List.of("java.net.http", "okhttp", "apache4", "apache5", "urlconnection");
  private static final String OPTIONS = "hosts=127.0.0.1,metrics.port=0";

  static Stream<Path> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void seesTheClientsAndConnectionsThatAreThere(Path jdk) throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm service = ForkedJvm.start(jdk, service(gateway.url()))) {
      service.awaitLine("READY");
      List<String> said = attach(jdk, service.pid(), 0);
      assertThat(said).last().asString().startsWith("[holysheep-agent] metrics at http://");

      assertThat(attach(jdk, service.pid(), 0))
          .containsExactly("[holysheep-agent] this JVM is watched already: nothing is done");

      service.writeLine().awaitLine("DONE");
      Exposition metrics = service.scrapeWhenIdle();
      TreeMap<String, Long> expected = new TreeMap<>();
      for (String client : CLIENTS) {
        expected.put(
            "{error_type=\"none\",model=\"after-" + client + "\",status_code=\"200\"}", 1L);
      }
      assertThat(metrics.counts("holysheep_requests_total")).isEqualTo(expected);
      assertThat(metrics.sum("holysheep_tokens_total")).isEqualTo(tokensAfter(gateway));
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
      assertThat(gateway.log()).hasSize(2 * CLIENTS.size());
      assertThat(gateway.log().stream().map(served -> served.connection).distinct())
          .as("connections are used again")
          .hasSize(CLIENTS.size());
      assertThat(service.finish()).isZero();
    }
  }

  private static List<String> service(String url) {
    String path =
        Stream.of("okhttp-4.12.0", "apache-4.5.14", "apache-5.6.5")
            .map(ForkedJvm::classPath)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-cp", path, "ai.holysheep.agent.tests.program.Attached", url));
    command.addAll(CLIENTS);
    return command;
  }

  private static double tokensAfter(FakeGateway gateway) {
    return gateway.log().stream()
        .filter(served -> served.model.startsWith("after-"))
        .mapToLong((Served served) -> served.inputTokens + served.outputTokens)
        .sum();
  }

  private static List<String> attach(Path jdk, long pid, int exitCode) {
    try (ForkedJvm command =
        ForkedJvm.start(
            jdk, List.of("-jar", ForkedJvm.AGENT.toString(), "attach", "" + pid, OPTIONS))) {
      assertThat(command.exitCode()).as("%s", command.err()).isEqualTo(exitCode);
      return command.out();
    }
  }

  @Test
  void saysWhatIsWrong() {
    try (ForkedJvm command =
        ForkedJvm.start(
            Jdks.running(),
            List.of("-jar", ForkedJvm.AGENT.toString(), "attach", "999999999", OPTIONS))) {
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
      assertThat(attach(Jdks.running(), service.pid(), 0))
          .containsExactly(
              "[holysheep-agent] attached: no HTTP client is loaded yet, the first that is will be"
                  + " watched");
    }
  }
}
