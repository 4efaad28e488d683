package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpTargetTest {
  @ParameterizedTest
  @CsvSource({
    "http://collector:4318, http://collector:4318/v1/metrics",
    "http://collector:4318/, http://collector:4318/v1/metrics",
    "http://collector:4318/v1/metrics, http://collector:4318/v1/metrics",
    "http://prometheus:9090/api/v1/otlp, http://prometheus:9090/api/v1/otlp/v1/metrics",
  })
  void addsTheProtocolsPathToTheEndpointOnce(String endpoint, String url) {
    assertThat(new OtlpTarget(endpoint, "1").address()).hasToString(url);
  }

  @Test
  void rejectsAnInvalidEndpoint() {
    assertThatThrownBy(() -> new OtlpTarget("http://a b", "1"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
