package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The thread that loads a client first may have no stack left. */
class DeepStackTest {
  @Test
  void theAgentStartsLater() {
    try (HeldServer gateway = new HeldServer();
        SteppedService service =
            SteppedService.start(
                List.of(Jdks.running().resolve("bin/java").toString()),
                List.of(ForkedJvm.watching()),
                gateway.url(),
                List.of("urlconnection"))) {
      service.step("deep");
      service.call();
      service.jvm().awaitError("[holysheep-agent] started at try 1");
      service.jvm().metricsUrl();
      service.awaitCounted(2);
      assertThat(service.jvm().scrape().sum("holysheep_agent_errors_total")).isZero();
    }
  }
}
