package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {
  private final BasicCredentials credentials = new BasicCredentials("prom", "sécret:x");

  private static String encode(String userAndPassword) {
    return Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic ", "BASIC   "})
  void acceptsTheUserWithThePassword(String scheme) {
    assertThat(credentials.areIn(scheme + encode("prom:sécret:x"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "prom:secret:x", "prom:sécret:", "prom:sécret:xX", "prom:SÉCRET:X", "prom:", "prom",
    "other:sécret:x", ":sécret:x", "sécret:x:prom", "promsécret:x", "''", ":"
  })
  void rejectsEverythingElse(String userAndPassword) {
    assertThat(credentials.areIn("Basic " + encode(userAndPassword))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Basic", "Basic ", "Bearer abc", "Basic ====", "Basic a b c", "Basic \u00e9"})
  void rejectsWhatIsNotBasicAuthentication(String authorization) {
    assertThat(credentials.areIn(authorization)).isFalse();
  }

  @Test
  void rejectsARequestWithoutCredentials() {
    assertThat(credentials.areIn(null)).isFalse();
  }
}
