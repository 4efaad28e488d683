package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.metrics.Metrics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {
  @Test
  void countsATakenPortAndDoesNotThrow() throws Exception {
    long before = AgentErrors.total(AgentErrors.Stage.EXPOSITION);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Config config = Config.load("metrics.port=" + taken.getLocalPort());
      MetricsEndpoint endpoint =
          new MetricsEndpoint(config, new Metrics(config, "1", () -> 0, Map::of));
      endpoint.restart();

      assertThat(AgentErrors.total(AgentErrors.Stage.EXPOSITION)).isEqualTo(before + 1);
    }
  }
}
