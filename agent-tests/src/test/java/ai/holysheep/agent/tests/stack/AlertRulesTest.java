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
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code promtool} does not check in the rules and their tests. */
class AlertRulesTest {
  private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());
  private static final Path ALERTS = Path.of("../alerts");

  /** A sum of something in lines of its own, whose first line names a metric. */
  private static final Pattern SUM =
      Pattern.compile(
          "sum by \\([^)]*\\) \\(\n" + "(?<of>\\s*\\(\n\\s*(?<metric>\\w+(\\{[^}]*})?)\n.*)\n\\).*",
          Pattern.DOTALL);

  private static List<JsonNode> alerts() throws IOException {
    List<JsonNode> alerts = rules();
    alerts.removeIf(rule -> !rule.has("alert"));
    return alerts;
  }

  /** The alerts and the recordings. */
  private static List<JsonNode> rules() throws IOException {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group :
        YAML.readTree(ALERTS.resolve("holysheep.rules.yml").toFile()).get("groups")) {
      group.get("rules").forEach(rules::add);
    }
    return rules;
  }

  private static String name(JsonNode rule) {
    return rule.path("alert").asText(rule.path("record").asText());
  }

  /** PromQL has no functions: the same expression stands in the file once for each metric. */
  @Test
  void theIncreaseWithinAMinuteIsTheSameExpressionForEachMetric() throws IOException {
    Map<String, String> expressions = new TreeMap<>();
    for (JsonNode rule : rules()) {
      Matcher sum = SUM.matcher(rule.get("expr").asText());
      if (sum.matches() && sum.group("of").contains("up offset 1m")) {
        String metric = sum.group("metric");
        expressions.put(name(rule), sum.group("of").replace(metric, "METRIC"));
      }
    }

    assertThat(expressions)
        .containsOnlyKeys(
            "HolySheep429Burst",
            "job_model_error_type:holysheep_requests:increase1m",
            "job_model_token_type:holysheep_tokens:increase1m",
            "job_model:holysheep_cost_usd:increase1m",
            "job_model:holysheep_reported_cost_usd:increase1m");
    String burst = expressions.get("HolySheep429Burst");
    expressions.forEach(
        (name, expression) ->
            assertThat(expression).as("%s, as HolySheep429Burst has it", name).isEqualTo(burst));
  }

  @Test
  void eachAlertHasATestInWhichItStaysSilentAndOneInWhichItFiresAndResolves() throws IOException {
    TreeSet<String> silent = new TreeSet<>();
    TreeSet<String> firing = new TreeSet<>();
    TreeSet<String> resolving = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ALERTS.resolve("tests"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (JsonNode test : YAML.readTree(file.toFile()).get("tests")) {
          // The checks are in the order of their times.
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
    for (JsonNode alert : alerts()) {
      alerts.add(name(alert));
    }
    assertThat(silent).isEqualTo(alerts);
    assertThat(firing).isEqualTo(alerts);
    assertThat(resolving).isEqualTo(alerts);
  }

  @Test
  void eachAlertHasASectionInTheRunbook() throws IOException {
    String runbook = Files.readString(ALERTS.resolve("RUNBOOK.md"));
    for (JsonNode alert : alerts()) {
      String name = name(alert);
      JsonNode annotations = alert.get("annotations");
      assertThat(alert.get("labels").get("severity").asText()).isIn("warning", "critical");
      assertThat(annotations.get("summary").asText()).isNotBlank();
      assertThat(annotations.get("description").asText()).as(name).doesNotContain("{{ $value }}");
      assertThat(annotations.get("runbook_url").asText()).endsWith("#" + name.toLowerCase());
      assertThat(runbook).contains("## " + name + "\n");
    }
  }
}
