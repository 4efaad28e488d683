package ai.holysheep.agent.tests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards' files; their queries run in {@link PrometheusScrapeTest}. */
class DashboardTest {
  private static final String OVERVIEW = "holysheep-overview";
  private static final String COST = "holysheep-cost";
  private static final String FLEET = "holysheep-fleet";
  private static final Path FOLDER = Path.of("../dashboards");
  private static final Pattern RECORDING = Pattern.compile("\\w:holysheep_|holysheep:\\w");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]\\w*)");

  private static JsonNode dashboard(String name) throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve(name + ".json").toFile());
  }

  private static List<JsonNode> panels(String name) throws IOException {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : dashboard(name).get("panels")) {
      if (!panel.get("type").asText().equals("row")) {
        panels.add(panel);
      }
    }
    return panels;
  }

  /** The queries of all panels, and the selectors of all variables, by their place. */
  static Map<String, String> queries() throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    for (String name : List.of(OVERVIEW, COST, FLEET)) {
      for (JsonNode panel : panels(name)) {
        for (JsonNode target : panel.get("targets")) {
          queries.put(
              name + ": " + panel.get("title").asText() + " " + target.get("refId").asText(),
              target.get("expr").asText());
        }
      }
      for (JsonNode variable : dashboard(name).at("/templating/list")) {
        if (variable.get("type").asText().equals("query")) {
          queries.put(
              name + ": variable " + variable.get("name").asText(),
              variable
                  .get("definition")
                  .asText()
                  .replaceFirst("label_values\\((.*), \\w+\\)", "$1"));
        }
      }
    }
    return queries;
  }

  @ParameterizedTest
  @ValueSource(strings = {OVERVIEW, COST, FLEET})
  void everyPanelHasADescriptionAndAUnit(String name) throws IOException {
    assertThat(dashboard(name).get("uid").asText()).isEqualTo(name);
    assertThat(dashboard(name).get("description").asText()).isNotBlank();
    for (JsonNode panel : panels(name)) {
      String title = panel.get("title").asText();
      assertThat(panel.get("description").asText()).as(title).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/thresholds/steps")).as(title).isNotEmpty();
      assertThat(panel.get("datasource").get("uid").asText()).as(title).isEqualTo("${datasource}");
      assertThat(panel.get("targets")).as(title).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OVERVIEW, COST, FLEET})
  void panelsHaveDifferentIdsAndDoNotOverlap(String name) throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : dashboard(name).get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).as("id of %s", panel.get("title")).isTrue();
      JsonNode at = panel.get("gridPos");
      assertThat(at.get("x").asInt() + at.get("w").asInt()).isBetween(1, 24);
      for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
        for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
          assertThat(cells.add(x + "," + y)).as("place of %s", panel.get("title")).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OVERVIEW, COST, FLEET})
  void everyQueryFiltersByTheVariablesAndUsesOnlyThose(String name) throws IOException {
    List<String> variables = new ArrayList<>();
    dashboard(name).at("/templating/list").forEach(one -> variables.add(one.get("name").asText()));

    assertThat(variables).startsWith("datasource", "job", "instance");
    for (JsonNode panel : panels(name)) {
      for (JsonNode target : panel.get("targets")) {
        String query = target.get("expr").asText();
        assertThat(query).contains("job=~\"$job\"");
        if (RECORDING.matcher(query).find()) {
          // Recordings have no label "instance".
          assertThat(panel.get("description").asText()).contains("All instances together");
        } else {
          assertThat(query).contains("instance=~\"$instance\"");
        }
        for (Matcher used = VARIABLE.matcher(query); used.find(); ) {
          assertThat(variables).as(query).contains(used.group(1));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OVERVIEW, COST, FLEET})
  void dashboardsMarkFiringAlertsAndLinkToSectionsOfTheRunbook(String name) throws IOException {
    String runbook = Files.readString(Path.of("../alerts/RUNBOOK.md"));
    Set<String> sections = new HashSet<>();
    runbook
        .lines()
        .filter(line -> line.startsWith("## "))
        .forEach(line -> sections.add(line.substring(3).strip().toLowerCase(Locale.ROOT)));

    assertThat(dashboard(name).at("/annotations/list/0/expr").asText()).contains("ALERTS{");
    for (JsonNode panel : panels(name)) {
      for (JsonNode link : panel.path("links")) {
        String url = link.get("url").asText();
        assertThat(sections)
            .as(panel.get("title").asText())
            .contains(url.substring(url.indexOf('#') + 1));
      }
    }
  }

  @Test
  void provisioningReadsTheFolderOfTheDashboards() throws IOException {
    assertThat(Files.readString(FOLDER.resolve("provisioning/dashboards/holysheep.yml")))
        .contains("path: /var/lib/grafana/dashboards");
  }
}
