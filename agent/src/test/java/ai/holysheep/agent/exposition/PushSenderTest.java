package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushSenderTest {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final ReceivingServer server = new ReceivingServer();
  private final long errorsBefore = errors();

  PushSenderTest() throws Exception {}

  @AfterEach
  void stop() {
    server.close();
  }

  private static long errors() {
    return AgentErrors.total(AgentErrors.Stage.EXPOSITION);
  }

  private static PushSender sender(String address) {
    return new PushSender(
        new PushgatewayTarget(address, Config.load(null)), new PrometheusRegistry());
  }

  @Test
  void sendsTheUrlsUserAsBasicAuthentication() {
    sender("http://me:s%40cret@" + server.address()).send(TIMEOUT_MILLIS);

    assertThat(server.requests)
        .extracting(ReceivingServer.Request::authorization)
        .containsExactly("Basic bWU6c0BjcmV0");
    assertThat(errors()).isEqualTo(errorsBefore);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 304, 401, 500})
  void countsEveryResponseThatIsNoSuccess(int status) {
    server.status = status;
    PushSender sender = sender(server.address());

    sender.send(TIMEOUT_MILLIS);
    sender.send(TIMEOUT_MILLIS);

    assertThat(errors()).isEqualTo(errorsBefore + 2);
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void countsNothingOnceTheServerWorksAgain() {
    PushSender sender = sender(server.address());
    server.status = 503;
    sender.send(TIMEOUT_MILLIS);
    server.status = 202;
    sender.send(TIMEOUT_MILLIS);

    assertThat(errors()).isEqualTo(errorsBefore + 1);
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void countsAServerThatIsNotThereAndDoesNotThrow() {
    sender("127.0.0.1:1").send(TIMEOUT_MILLIS);

    assertThat(errors()).isEqualTo(errorsBefore + 1);
  }
}
