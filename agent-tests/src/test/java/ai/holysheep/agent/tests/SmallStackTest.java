package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many services start with {@code -Xss256k}. The agent needs less than it leaves. */
class SmallStackTest {
  private static final int FIRST = 400;
  private static final int LAST = 429;

  @ParameterizedTest
  @ValueSource(strings = {"urlconnection", "apache4"})
  void everyCallOfAThreadWithASmallStackCounts(String client) {
    try (CannedServer server = new CannedServer()) {
      for (int status = FIRST; status <= LAST; status++) {
        server.respond(String.valueOf(status), status, "{}");
      }
      List<String> arguments =
          List.of(
              "-Xss256k",
              ForkedJvm.watching(),
              "-cp",
              ForkedJvm.classPath("apache-4.5.14"),
              "ai.holysheep.agent.tests.program.HostileCalls",
              server.url(),
              client,
              String.valueOf(FIRST),
              String.valueOf(LAST));
      try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments).awaitLine("DONE")) {
        Exposition metrics = jvm.scrapeWhenIdle();

        assertThat(metrics.sum("holysheep_requests_total")).isEqualTo(LAST - FIRST + 1);
        assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
        assertThat(jvm.finish()).isZero();
      }
    }
  }
}
