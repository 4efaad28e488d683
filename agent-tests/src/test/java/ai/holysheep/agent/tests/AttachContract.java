package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code java -jar holysheep-agent.jar attach PID}, to a JVM whose clients are in use. */
public final class AttachContract {
  private static final String OPTIONS = "hosts=127.0.0.1,metrics.port=0";

  private AttachContract() {}

  /**
   * @param java the command that starts a JVM in this folder, on this machine's loopback
   */
  public static void check(List<String> java, List<String> clients) {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm service = ForkedJvm.start(java, service(gateway.url(), clients), Map.of())) {
      service.awaitLine("READY");
      String pid = pid(service);
      List<String> said = attach(java, pid);
      assertThat(said).last().asString().startsWith("[holysheep-agent] metrics at http://");

      assertThat(attach(java, pid))
          .containsExactly("[holysheep-agent] this JVM is watched already: nothing is done");

      service.writeLine().awaitLine("DONE");
      Exposition metrics = service.scrapeWhenIdle();
      Map<String, Long> expected = new TreeMap<>();
      for (String client : clients) {
        expected.put(
            "{error_type=\"none\",model=\"after-" + client + "\",status_code=\"200\"}", 1L);
      }
      assertThat(metrics.counts("holysheep_requests_total")).isEqualTo(expected);
      assertThat(metrics.sum("holysheep_tokens_total")).isEqualTo(tokensAfter(gateway));
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
      assertThat(gateway.log()).hasSize(2 * clients.size());
      assertThat(gateway.log().stream().map(served -> served.connection).distinct())
          .as("connections are used again")
          .hasSize(clients.size());
      assertThat(service.finish()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> service(String url, List<String> clients) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            // HttpURLConnection keeps a connection for 5 s, and attaching may take as long.
            "-Dhttp.keepAlive.time.server=600",
            "-cp",
            ForkedJvm.classPath(Clients.classPathOfEach()),
            "ai.holysheep.agent.tests.program.Attached",
            url));
    command.addAll(clients);
    return command;
  }

  /** As the process itself knows it: a container's processes have other numbers here. */
  static String pid(ForkedJvm service) {
    return service.out().stream()
        .filter(line -> line.startsWith("PID "))
        .findFirst()
        .orElseThrow()
        .substring("PID ".length());
  }

  private static double tokensAfter(FakeGateway gateway) {
    return gateway.log().stream()
        .filter(served -> served.model.startsWith("after-"))
        .mapToLong((Served served) -> served.inputTokens + served.outputTokens)
        .sum();
  }

  static List<String> attach(List<String> java, String pid) {
    try (ForkedJvm command =
        ForkedJvm.start(
            java, List.of("-jar", ForkedJvm.AGENT.toString(), "attach", pid, OPTIONS), Map.of())) {
      assertThat(command.exitCode()).as("%s", command.err()).isZero();
      return command.out();
    }
  }
}
