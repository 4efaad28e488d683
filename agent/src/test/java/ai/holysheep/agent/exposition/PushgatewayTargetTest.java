package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushgatewayTargetTest {
  private static PushgatewayTarget target(String address, String job) {
    return new PushgatewayTarget(address, Config.load("pushgateway.job=" + job));
  }

  @ParameterizedTest
  @CsvSource({
    "gateway:9091, night, http://gateway:9091/metrics/job/night",
    "https://gateway/, night, https://gateway/metrics/job/night",
    "http://gateway/prefix, night, http://gateway/prefix/metrics/job/night",
    "gateway:9091, night run, http://gateway:9091/metrics/job/night%20run",
    "gateway:9091, a/b?c, http://gateway:9091/metrics/job/a%2Fb%3Fc",
  })
  void hasTheJobInItsUrl(String address, String job, String url) {
    assertThat(target(address, job).address()).hasToString(url);
  }

  @Test
  void putsTheTextFormat() throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    Counter.builder().name("calls").help("Calls").withoutExemplars().register(registry).inc();
    try (ReceivingServer gateway = new ReceivingServer()) {
      new PushSender(target(gateway.address(), "night"), registry).send(30_000);

      String body = "# HELP calls_total Calls\n# TYPE calls_total counter\ncalls_total 1.0\n";
      assertThat(gateway.requests)
          .containsExactly(
              new ReceivingServer.Request(
                  "PUT /metrics/job/night",
                  "text/plain; version=0.0.4; charset=utf-8",
                  "" + body.length(),
                  null,
                  body));
    }
  }
}
