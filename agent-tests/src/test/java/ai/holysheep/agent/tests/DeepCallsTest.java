package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls at every depth near the end of the stack leave no attempt active, and damage no class. */
class DeepCallsTest {
  @ParameterizedTest
  @ValueSource(strings = {"okhttp", "apache4", "apache5", "urlconnection"})
  void callsNearTheEndOfTheStackEndAsWithoutTheAgent(String client) throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      List<String> without = new ArrayList<>();
      try (ForkedJvm jvm = start(client, gateway.url(), "-Dno=agent")) {
        jvm.awaitLine("DONE");
        without.addAll(jvm.out());
        assertThat(jvm.finish()).isZero();
      }
      try (ForkedJvm jvm = start(client, gateway.url(), ForkedJvm.watching())) {
        jvm.awaitLine("DONE");
        Exposition metrics = jvm.scrape();
        System.out.println(client + " without: " + without);
        System.out.println(client + " with: " + jvm.out() + jvm.err());
        System.out.println(
            client
                + " "
                + ProgramRun.outcomes(metrics)
                + " active "
                + metrics.sum("holysheep_active_requests")
                + metrics.all("holysheep_agent_errors_total"));
        assertThat(jvm.finish()).isZero();
      }
    }
  }

  private static ForkedJvm start(String client, String url, String agent) {
    return ForkedJvm.start(
        Jdks.running(),
        List.of(
            System.getProperty("deep.mode", "-Xint"),
            agent,
            "-cp",
            ForkedJvm.classPath(Clients.classPathOfEach()),
            "ai.holysheep.agent.tests.program.DeepCalls",
            url,
            url.replace("127.0.0.1", "localhost"),
            client));
  }
}
