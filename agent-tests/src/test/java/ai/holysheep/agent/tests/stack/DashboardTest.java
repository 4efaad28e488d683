package ai.holysheep.agent.tests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dashboard's file; its queries run in {@link PrometheusScrapeTest}. */
class DashboardTest {
  static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(Path.of("../dashboards/holysheep-overview.json").toFile());
  }

  /** Every panel's queries, and the variables' as series to look for. */
  static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    for (JsonNode panel : dashboard().get("panels")) {
      panel.get("targets").forEach(target -> queries.add(target.get("expr").asText()));
    }
    for (JsonNode variable : dashboard().get("templating").get("list")) {
      if (variable.get("type").asText().equals("query")) {
        queries.add(
            variable.get("definition").asText().replaceFirst("label_values\\((.*), \\w+\\)", "$1"));
      }
    }
    return queries;
  }

  @Test
  void everyPanelSaysWhatItShowsAndInWhichUnit() throws IOException {
    for (JsonNode panel : dashboard().get("panels")) {
      String title = panel.get("title").asText();
      assertThat(panel.get("description").asText()).as(title).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
      assertThat(panel.get("datasource").get("uid").asText()).as(title).isEqualTo("${datasource}");
    }
  }

  @Test
  void everyVariableThatAQueryUsesIsThere() throws IOException {
    List<String> variables = new ArrayList<>();
    dashboard().at("/templating/list").forEach(one -> variables.add(one.get("name").asText()));

    assertThat(variables).containsExactly("datasource", "job", "instance", "model");
    for (JsonNode panel : dashboard().get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        assertThat(target.get("expr").asText())
            .contains("job=~\"$job\"", "instance=~\"$instance\"", "model=~\"$model\"");
      }
    }
  }
}
