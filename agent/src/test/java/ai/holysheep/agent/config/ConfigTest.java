package ai.holysheep.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  @Test
  void theFirstPlaceThatHasAKeyWins(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("agent.properties");
    Files.writeString(
        file,
        "metrics.path=/file\nmetrics.host=file\nmetrics.username=file\nmetrics.password=file\n");
    Properties properties = new Properties();
    properties.setProperty("holysheep.metrics.host", "property");
    properties.setProperty("holysheep.metrics.path", "/property");
    properties.setProperty("holysheep.config.file", file.toString());
    Map<String, String> environment =
        Map.of("HOLYSHEEP_METRICS_USERNAME", "env", "HOLYSHEEP_METRICS_HOST", "env");

    Config config = Config.load("metrics.path=/argument", properties, environment);

    assertThat(config.text(Option.METRICS_PATH)).isEqualTo("/argument");
    assertThat(config.text(Option.METRICS_HOST)).isEqualTo("property");
    assertThat(config.text(Option.METRICS_USERNAME)).isEqualTo("env");
    assertThat(config.text(Option.METRICS_PASSWORD)).isEqualTo("file");
  }

  @Test
  void anArgumentsValueWithACommaGoesInQuotesOrUsesSemicolons() {
    Config quoted = Config.load("hosts=\"a,b\",metrics.port=1-2", new Properties(), Map.of());
    Config semicolons = Config.load("hosts=a;b,metrics.port=0", new Properties(), Map.of());

    assertThat(quoted.get(Option.HOSTS, HostPatterns.class).matches("b", 1)).isTrue();
    assertThat(semicolons.get(Option.HOSTS, HostPatterns.class).matches("b", 1)).isTrue();
    assertThat(quoted.get(Option.METRICS_PORT, int[].class)).containsExactly(1, 2);
    assertThat(semicolons.get(Option.METRICS_PORT, int[].class)).containsExactly(0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.port=99999",
        "metrics.port=9-1",
        "metrics.port=x",
        "metrics.path=metrics",
        "enabled=yes",
        "hosts=a b",
        "metrics.buckets=5,1",
        "metrics.max-models=0",
        "log.level=loud",
        "metrics.constant-labels=model=x",
        "pricing.reported-cost-scale=-1",
        "metrics.prot=1",
        "config.file=/does/not/exist",
        "config.file=/dev/zero",
        "config.file=/tmp"
      })
  void whatIsNotUnderstoodIsCountedAndTheDefaultUsed(String argument) {
    long before = AgentErrors.total(AgentErrors.Stage.CONFIG);

    Config config =
        Config.load(
            argument.contains(",") ? argument.replace(",", ";") : argument,
            new Properties(),
            Map.of());

    assertThat(AgentErrors.total(AgentErrors.Stage.CONFIG)).isGreaterThan(before);
    assertThat(config.get(Option.METRICS_PORT, int[].class)).containsExactly(9464, 9464);
    assertThat(config.is(Option.ENABLED)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.password=correct,horse.battery-staple9",
        "metrics.password=correct,metrics.battery=9,more",
        "pushgateway.address=http://user:4711,geheim@host/",
        "otlp.endpoint=http://user:4711,a=b@host/"
      })
  void aSecretThatACommaCutsIsIgnored(String arguments) {
    Config config = Config.load(arguments + ",metrics.port=1", new Properties(), Map.of());

    assertThat(config.text(Option.METRICS_PASSWORD)).isNull();
    assertThat(config.text(Option.PUSHGATEWAY_ADDRESS)).isNull();
    assertThat(config.text(Option.OTLP_ENDPOINT)).isNull();
    assertThat(config.get(Option.METRICS_PORT, int[].class)).containsExactly(1, 1);
  }

  @Test
  void everyDefaultIsAllowed() {
    for (Option option : Option.declared()) {
      if (option.defaultText != null) {
        assertThat(option.kind.parse(option.defaultText)).as(option.key).isNotNull();
      }
    }
  }

  @Test
  void variablesOfTheApplicationsOwnAreNoOptions() {
    long before = AgentErrors.total(AgentErrors.Stage.CONFIG);

    Config.load(null, new Properties(), Map.of("HOLYSHEEP_API_KEY", "secret"));

    assertThat(AgentErrors.total(AgentErrors.Stage.CONFIG)).isEqualTo(before);
  }

  @Test
  void keepsAnAddressBeforeAMisspeltKey() {
    Config config =
        Config.load("pushgateway.address=gateway:9091,metrics.prot=1", new Properties(), Map.of());

    assertThat(config.text(Option.PUSHGATEWAY_ADDRESS)).isEqualTo("gateway:9091");
  }
}
