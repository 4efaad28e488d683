package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls at every depth near the end of the stack leave no attempt active, and damage no class. */
class DeepCallsTest {
  private static final String WITHOUT_AGENT = "-Dwithout=agent";

  /** The depth of a compiled frame differs from run to run, that of an interpreted one does not. */
  private static final String INTERPRETED = "-Xint";

  @Test
  void callsNearTheEndOfTheStackEndAsWithoutTheAgent() throws Exception {
    endAsWithoutTheAgent("okhttp");
  }

  @Tag("matrix")
  @ParameterizedTest
  @ValueSource(strings = {"apache4", "apache5", "urlconnection"})
  void callsOfOtherClientsEndAsWithoutTheAgent(String client) throws Exception {
    endAsWithoutTheAgent(client);
  }

  @Tag("matrix")
  @ParameterizedTest
  @ValueSource(strings = {"okhttp", "apache4", "apache5", "urlconnection"})
  void compiledCallsLeaveNoAttemptActive(String client) throws Exception {
    assertThat(outcomes("-Xmixed", ForkedJvm.watching(), client)).contains("ok");
  }

  private static void endAsWithoutTheAgent(String client) throws Exception {
    List<String> expected = outcomes(INTERPRETED, WITHOUT_AGENT, client);

    assertThat(outcomes(INTERPRETED, ForkedJvm.watching(), client)).isEqualTo(expected);
    assertThat(expected).contains("ok", StackOverflowError.class.getName());
  }

  /** What each call gave to its caller. */
  private static List<String> outcomes(String mode, String agent, String client) throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm jvm = start(mode, agent, client, gateway.url())) {
      jvm.awaitLine("DONE");
      if (!agent.equals(WITHOUT_AGENT)) {
        check(jvm.scrape());
      }
      assertThat(jvm.finish()).isZero();
      return jvm.out();
    }
  }

  /** No garbage collection helps: an attempt that nobody ends stays active. */
  private static void check(Exposition metrics) {
    assertThat(metrics.sum("holysheep_active_requests")).isZero();
    assertThat(ProgramRun.outcomes(metrics))
        .as("the call after all others")
        .containsEntry("shallow 200/none", 1L)
        .containsKey("deep 200/none");
    assertThat(metrics.all("holysheep_tokens_total").keySet())
        .as("its body is read")
        .anyMatch(labels -> labels.contains("shallow"));
  }

  private static ForkedJvm start(String mode, String agent, String client, String url) {
    return ForkedJvm.start(
        Jdks.running(),
        List.of(
            mode,
            agent,
            "-cp",
            ForkedJvm.classPath(Clients.classPathOfEach()),
            "ai.holysheep.agent.tests.program.DeepCalls",
            url,
            url.replace("127.0.0.1", "localhost"),
            client));
  }
}
