package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNamesTest {
  private final LocalNames names = new LocalNames("Metrics.internal");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:9464",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.1.2.3:9464",
        "[::1]",
        "[::1]:9464",
        "[0:0:0:0:0:0:0:1]:1",
        "metrics.internal:9464"
      })
  void includeThoseOfLoopback(String host) {
    assertThat(names.include(host)).isTrue();
  }

  @Test
  void includeARequestWithoutHost() {
    assertThat(names.include(null)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9464",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil-localhost",
        "128.0.0.1",
        "127.0.0",
        "127.0.0.0x1",
        "127.0.0.1:80:80",
        "",
        ":9464",
        "[::2]",
        "[::1",
        "127..0.1",
        "127.0.0.1111",
        "user@127.0.0.1"
      })
  void excludeAllOthers(String host) {
    assertThat(names.include(host)).isFalse();
  }

  @Test
  void includeALiteralIpv6AddressOfTheOptions() {
    assertThat(new LocalNames("::1").include("[::1]:9464")).isTrue();
  }
}
