package ai.holysheep.agent.tests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.MountableFile;

/** The rules, by Prometheus' own tool; and what the tool does not look at. */
@Testcontainers(disabledWithoutDocker = true)
class AlertRulesTest {
  private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());
  private static final Path ALERTS = Path.of("../alerts");

  /** The alerts, without the recordings. */
  static List<JsonNode> rules() throws IOException {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group :
        YAML.readTree(ALERTS.resolve("holysheep.rules.yml").toFile()).get("groups")) {
      group.get("rules").forEach(rules::add);
    }
    rules.removeIf(rule -> !rule.has("alert"));
    return rules;
  }

  @Test
  void prometheusAcceptsThemAndTheirTestsPass() {
    assertThat(
            output(
                PrometheusImage.running(
                    "promtool check config prometheus.yml && promtool test rules tests/*.yml")))
        .contains("SUCCESS: 63 rules found");
  }

  @Test
  void prometheusAcceptsTheExamplesOfDeploy() {
    GenericContainer<?> tool =
        PrometheusImage.running(
            "cd /deploy && cp /alerts/holysheep.rules.yml . && promtool check config prometheus.yml"
                + " && promtool check config remote-write.yml"
                + " && promtool check config --lint=none with-file-sd.yml");
    tool.withCopyFileToContainer(MountableFile.forHostPath(Path.of("../deploy")), "/deploy")
        .withCopyToContainer(
            Transferable.of(
                "scrape_configs: [{job_name: x, file_sd_configs: [{files: [file_sd.yml]}]}]"),
            "/deploy/with-file-sd.yml");
    assertThat(output(tool))
        .contains(
            "prometheus.yml is valid", "remote-write.yml is valid", "with-file-sd.yml is valid");
  }

  @Test
  void alertmanagerAcceptsItsExample() {
    assertThat(output(PrometheusImage.alertmanager("amtool check-config alertmanager.yml")))
        .contains("2 inhibit rules", "2 receivers");
  }

  private static String output(GenericContainer<?> tool) {
    ToStringConsumer output = new ToStringConsumer();
    try (tool) {
      tool.withLogConsumer(output)
          .withStartupCheckStrategy(
              new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(10)))
          .start();
    } catch (RuntimeException e) {
      throw new AssertionError(output.toUtf8String(), e);
    }
    return output.toUtf8String();
  }

  @Test
  void eachHasACaseThatStaysSilentAndOneThatFiresAndResolves() throws IOException {
    TreeSet<String> silent = new TreeSet<>();
    TreeSet<String> firing = new TreeSet<>();
    TreeSet<String> resolving = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ALERTS.resolve("tests"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (JsonNode test : YAML.readTree(file.toFile()).get("tests")) {
          // Checks are in the order of their times.
          TreeSet<String> fired = new TreeSet<>();
          for (JsonNode check : test.get("alert_rule_test")) {
            String alert = check.get("alertname").asText();
            if (check.has("exp_alerts")) {
              fired.add(alert);
            } else {
              (fired.contains(alert) ? resolving : silent).add(alert);
            }
          }
          firing.addAll(fired);
        }
      }
    }
    TreeSet<String> alerts = new TreeSet<>();
    for (JsonNode rule : rules()) {
      alerts.add(rule.get("alert").asText());
    }
    assertThat(silent).isEqualTo(alerts);
    assertThat(firing).isEqualTo(alerts);
    assertThat(resolving).isEqualTo(alerts);
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
