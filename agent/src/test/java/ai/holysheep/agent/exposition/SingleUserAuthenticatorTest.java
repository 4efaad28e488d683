package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleUserAuthenticatorTest {
  private final SingleUserAuthenticator authenticator =
      new SingleUserAuthenticator("prom", "sécret");

  @Test
  void acceptsTheUserWithThePassword() {
    assertThat(authenticator.checkCredentials("prom", "sécret")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "prom, secret", "prom, sécre", "prom, sécretX", "prom, SÉCRET", "prom, ''",
    "other, sécret", "'', sécret", "sécret, prom", "promsécret, ''", "'', ''"
  })
  void rejectsEverythingElse(String username, String password) {
    assertThat(authenticator.checkCredentials(username, password)).isFalse();
  }
}
