package ai.holysheep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.usage.TokenDetail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README's tables are what the code has. */
class ReadmeTest {
  private static final Path README = Path.of("../README.md");
  private static final Path METRICS =
      Path.of("src/main/java/ai/holysheep/agent/metrics/MetricDefinition.java");

  @Test
  void optionsAreDocumented() throws IOException {
    StringBuilder table = new StringBuilder("| key | default | what |\n|---|---|---|\n");
    Option.declared().forEach(option -> table.append(option.row()).append('\n'));
    Stream.of(SupportedClients.options())
        .forEach(option -> table.append(option.row()).append('\n'));

    assertThat(Files.readString(README)).contains("compares them -->\n" + table + "<!--");
  }

  @Test
  void everyClientHasARow() throws IOException {
    String readme = Files.readString(README);
    String table = readme.substring(readme.indexOf("| client | versions"));
    List<String> documented =
        Pattern.compile("(?m)^\\| `([a-z0-9.-]+)` \\|")
            .matcher(table.substring(0, table.indexOf("\n\n")))
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            SupportedClients.all().stream().map(ClientDescriptor::name).toList());
  }

  @Test
  void tokenDetailsAreDocumented() throws IOException {
    String row =
        Files.readString(README)
            .lines()
            .filter(line -> line.startsWith("| `holysheep_token_details_total`"))
            .findFirst()
            .orElseThrow();

    for (TokenDetail detail : TokenDetail.values()) {
      assertThat(row).contains("`" + detail.label() + "`");
    }
  }

  @Test
  void metricsAreDocumented() throws IOException {
    TreeSet<String> documented = names(README, "(?m)^\\| `(holysheep_\\w+?)(?:_total)?` \\|");
    TreeSet<String> declared = names(METRICS, "\"(holysheep_\\w+)\"");
    assertThat(documented).isEqualTo(declared).hasSizeGreaterThan(15);
  }

  private static TreeSet<String> names(Path file, String pattern) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    Matcher name = Pattern.compile(pattern).matcher(Files.readString(file));
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }
}
