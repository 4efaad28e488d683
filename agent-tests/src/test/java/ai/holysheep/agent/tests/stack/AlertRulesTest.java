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

  /** The sum of the increase within a minute. The first metric is the one that increases. */
  private static final Pattern SUM =
      Pattern.compile(
          "sum by \\([^)]*\\) \\( (?<of>\\( last_over_time\\((?<metric>\\w+(\\{[^}]*})?)\\[1m]\\) unless .*) \\)( / 100000)? ?");

  private static final String BURST = "HolySheep429Burst";

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
    String burst = "";
    for (JsonNode rule : rules()) {
      String expression = rule.get("expr").asText().replaceAll("\\s+", " ");
      Matcher sum = SUM.matcher(expression);
      if (name(rule).equals(BURST)) {
        burst = expression;
      } else if (sum.matches()) {
        expressions.put(name(rule), sum.group("of").replace(sum.group("metric"), "METRIC"));
      }
    }

    assertThat(expressions)
        .containsOnlyKeys(
            "job_model_error_type:holysheep_requests:increase1m",
            "job_model_token_type:holysheep_tokens:increase1m",
            "job_model:holysheep_cost_usd:increase1m",
            "job_model:holysheep_reported_cost_usd:increase1m",
            "job_model:holysheep_compared_cost_usd:increase1m",
            "job_model:holysheep_compared_reported_cost_usd:increase1m",
            "job_model_part:holysheep_cost_usd:increase1m",
            "job_model_reason:holysheep_waste_usd:increase1m");
    String increase = expressions.values().iterator().next();
    assertThat(expressions.values()).allMatch(increase::equals);
    assertThat(burst)
        .contains(
            "( "
                + increase.replace("METRIC", "holysheep_requests_total{error_type=\"rate_limit\"}")
                + " ) unless on (job, instance)");
  }

  /** A label that the expression does not ignore would hide the target of a series. */
  @Test
  void theIncreaseIgnoresEachLabelThatTheAgentSets() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String rules = Files.readString(ALERTS.resolve("holysheep.rules.yml"));

    assertThat(rules.split("ignoring \\(", -1)).hasSize(19);
    assertThat(
            rules.split(
                Pattern.quote(
                    "ignoring (model, status_code, error_type, token_type, part, reason, caller,"
                        + " entry, endpoint, client, user, api_key)"),
                -1))
        .hasSize(19);
    assertThat(readme)
        .contains(
            "| `holysheep_requests_total` | counter | model, status_code, error_type |",
            "| `holysheep_tokens_total` | counter | model, token_type",
            "| `holysheep_cost_details_millicents_total` | counter | model, part",
            "| `holysheep_waste_millicents_total` | counter | model, reason",
            "requests, tokens and cost: `caller`, `entry`, `endpoint`, `client`, `user`,"
                + " `api_key`, and");
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
