package ai.holysheep.agent.tests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The rules, by Prometheus' own tool; and what the tool does not look at. */
@Testcontainers(disabledWithoutDocker = true)
class AlertRulesTest {
  private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());
  private static final Path ALERTS = Path.of("../alerts");

  static List<JsonNode> rules() throws IOException {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group :
        YAML.readTree(ALERTS.resolve("holysheep.rules.yml").toFile()).get("groups")) {
      group.get("rules").forEach(rules::add);
    }
    return rules;
  }

  @Test
  void prometheusAcceptsThemAndTheirTestsPass() {
    ToStringConsumer output = new ToStringConsumer();
    try (GenericContainer<?> promtool =
        PrometheusImage.running(
                "promtool check config prometheus.yml && promtool test rules tests/*.yml")
            .withLogConsumer(output)
            .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
      promtool.start();
    } catch (RuntimeException e) {
      throw new AssertionError(output.toUtf8String(), e);
    }
    assertThat(output.toUtf8String()).contains("SUCCESS: 7 rules found");
  }

  @Test
  void eachHasACaseThatStaysSilentAndOneThatFires() throws IOException {
    TreeSet<String> silent = new TreeSet<>();
    TreeSet<String> firing = new TreeSet<>();
    try (Stream<Path> files = Files.list(ALERTS.resolve("tests"))) {
      for (Path file : files.toList()) {
        for (JsonNode test : YAML.readTree(file.toFile()).get("tests")) {
          for (JsonNode check : test.get("alert_rule_test")) {
            (check.has("exp_alerts") ? firing : silent).add(check.get("alertname").asText());
          }
        }
      }
    }
    TreeSet<String> alerts = new TreeSet<>();
    for (JsonNode rule : rules()) {
      alerts.add(rule.get("alert").asText());
    }
    assertThat(silent).isEqualTo(alerts);
    assertThat(firing).isEqualTo(alerts);
  }

  @Test
  void eachSaysWhatToDoInARunbook() throws IOException {
    String runbook = Files.readString(ALERTS.resolve("RUNBOOK.md"));
    for (JsonNode rule : rules()) {
      String name = rule.get("alert").asText();
      JsonNode annotations = rule.get("annotations");
      assertThat(rule.get("labels").get("severity").asText()).isIn("warning", "critical");
      assertThat(annotations.get("summary").asText()).isNotBlank();
      assertThat(annotations.get("description").asText()).as(name).doesNotContain("{{ $value }}");
      assertThat(annotations.get("runbook_url").asText()).endsWith("#" + name.toLowerCase());
      assertThat(runbook).contains("## " + name + "\n");
    }
  }
}
