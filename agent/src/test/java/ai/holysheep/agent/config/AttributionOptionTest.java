package ai.holysheep.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which header fields may say who pays, and which labels they make. */
class AttributionOptionTest {
  @ParameterizedTest
  @CsvSource({"X-Team, x_team", "x.tenant, x_tenant", "TEAM, team", "7th, _7th", "A!b, a_b"})
  void aHeadersLabelIsItsNameInLowerCase(String header, String label) {
    assertThat(HeaderLabel.of(header)).isEqualTo(label);
  }

  @Test
  void upToEightFieldsMayBeChosen() {
    assertThat(Config.load("attribution.headers=X-Team; X-Tenant").list(Option.ATTRIBUTION_HEADERS))
        .containsExactly("X-Team", "X-Tenant");
    assertThat(Config.load("attribution.headers=a;b;c;d;e;f;g;h").list(Option.ATTRIBUTION_HEADERS))
        .hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Author", "X-Auth-Request-Email", "X-Project-Key", "X-Session-Id"})
  void namesThatOnlyLookLikeASecretsMayBeChosen(String name) {
    assertThat(Config.load("attribution.headers=" + name).list(Option.ATTRIBUTION_HEADERS))
        .containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "X-Team;authorization",
        "Proxy-Authorization",
        "Cookie",
        "x-api-key",
        "X-Goog-Api-Key",
        "api-key",
        "API_KEY",
        "X-Portkey-Api-Key",
        "X-Client-Secret",
        "X-Auth-Token",
        "X-Amz-Security-Token",
        "X-Auth-Key",
        "Helicone-Auth",
        "Ocp-Apim-Subscription-Key",
        "x-functions-key",
        "X-Access-Key",
        "X-Amz-Credential",
        "X-Hub-Signature-256",
        "X-Team;x-team",
        "X-Team;X.Team",
        "Model",
        "user",
        "Caller",
        "Part",
        "--x",
        "X Team",
        "a;b;c;d;e;f;g;h;i",
      })
  void fieldsWithSecretsAndLabelsThatCollideAreRefused(String value) {
    long before = AgentErrors.total(AgentErrors.Stage.CONFIG);

    assertThat(Config.load("attribution.headers=" + value).list(Option.ATTRIBUTION_HEADERS))
        .isNull();
    assertThat(AgentErrors.total(AgentErrors.Stage.CONFIG)).isEqualTo(before + 1);
  }

  @Test
  void aHeadersLabelMayBeALabelOfTheMetrics() {
    Config config =
        Config.load("attribution.headers=X-Team,metrics.labels=x_team;user;api_key;entry");

    assertThat(config.list(Option.METRICS_LABELS))
        .containsExactly("x_team", "user", "api_key", "entry");
  }

  @Test
  void aLabelOfOwnersMayBeAConstantOne() {
    String labels = "entry=a;user=b;api_key=c";

    assertThat(Config.load("metrics.constant-labels=" + labels).labels())
        .containsOnlyKeys("entry", "user", "api_key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.labels=x_team",
        "metrics.labels=caller;x_tenant,attribution.headers=X-Team",
        "metrics.labels=x_team,attribution.headers=X-Team,metrics.constant-labels=x_team=cs",
        "metrics.labels=x_team;x_team,attribution.headers=X-Team",
        "metrics.labels=user,metrics.constant-labels=team=cs;user=batch",
        "metrics.labels=X-Team,attribution.headers=X-Team",
      })
  void aLabelThatNobodyMakesOrThatIsThereAlreadyIsRefused(String options) {
    long before = AgentErrors.total(AgentErrors.Stage.CONFIG);

    assertThat(Config.load(options).list(Option.METRICS_LABELS)).isNull();
    assertThat(AgentErrors.total(AgentErrors.Stage.CONFIG)).isEqualTo(before + 1);
  }
}
