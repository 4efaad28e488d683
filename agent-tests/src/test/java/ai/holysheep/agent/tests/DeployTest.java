package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files, options and ports that {@code deploy/} names exist. */
class DeployTest {
  private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());
  private static final Path DEPLOY = Path.of("../deploy");
  private static final Pattern VARIABLE = Pattern.compile("HOLYSHEEP_([A-Z_]+)");
  private static final Pattern OPTION = Pattern.compile("\\n\\| `([a-z.-]+)` \\|");

  private static List<JsonNode> documents(String file) throws IOException {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(DEPLOY.resolve(file).toFile())) {
      return documents.readAll();
    }
  }

  @Test
  void composeMountsExistingFiles() throws IOException {
    List<String> mounted = new ArrayList<>();
    for (JsonNode service : documents("compose.yml").get(0).get("services")) {
      for (JsonNode volume : service.path("volumes")) {
        mounted.add(volume.asText().split(":")[0]);
      }
    }
    assertThat(mounted).hasSizeGreaterThan(8);
    assertThat(mounted).allSatisfy(file -> assertThat(DEPLOY.resolve(file)).exists());
  }

  @Test
  void composesPrometheusScrapesTheServicesPort() throws IOException {
    JsonNode services = documents("compose.yml").get(0).get("services");
    JsonNode prometheus = documents("prometheus.yml").get(0);

    for (JsonNode target :
        List.of(
            prometheus.at("/scrape_configs/0/static_configs/0/targets/0"),
            prometheus.at("/alerting/alertmanagers/0/static_configs/0/targets/0"))) {
      String[] address = target.asText().split(":");
      assertThat(services.has(address[0])).as(address[0]).isTrue();
      assertThat(services.at("/" + address[0] + "/ports/0").asText()).endsWith(":" + address[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"compose.yml", "kubernetes.yml", "README.md"})
  void setsOnlyOptionsThatExist(String file) throws IOException {
    List<String> options = new ArrayList<>();
    for (Matcher option = OPTION.matcher(Files.readString(Path.of("../README.md")));
        option.find(); ) {
      options.add(option.group(1).toUpperCase().replaceAll("[.-]", "_"));
    }
    List<String> set = new ArrayList<>();
    for (Matcher one = VARIABLE.matcher(Files.readString(DEPLOY.resolve(file))); one.find(); ) {
      set.add(one.group(1));
    }
    assertThat(set).isNotEmpty();
    assertThat(options).contains("METRICS_PORT").containsAll(set);
  }

  @Test
  void thePodsAnnotationsAndMonitorNameTheOpenPort() throws IOException {
    List<JsonNode> objects = documents("kubernetes.yml");
    JsonNode template = objects.get(0).at("/spec/template");
    JsonNode port = template.at("/spec/containers/0/ports/0");

    assertThat(port.get("containerPort").asInt()).isEqualTo(9464);
    assertThat(template.at("/metadata/annotations/prometheus.io~1port").asText())
        .isEqualTo(port.get("containerPort").asText());
    assertThat(objects.get(1).at("/spec/podMetricsEndpoints/0/port").asText())
        .isEqualTo(port.get("name").asText());
    assertThat(objects.get(1).at("/spec/selector/matchLabels"))
        .isEqualTo(objects.get(0).at("/spec/selector/matchLabels"));
  }
}
