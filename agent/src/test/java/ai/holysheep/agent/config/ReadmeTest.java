package ai.holysheep.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README's tables are what the code has. */
class ReadmeTest {
  private static final Path README = Path.of("../README.md");
  private static final Path METRICS =
      Path.of("src/main/java/ai/holysheep/agent/metrics/MetricDefinition.java");

  private static String optionTable() {
    StringBuilder table = new StringBuilder("| key | default | what |\n|---|---|---|\n");
    for (Option option : Option.values()) {
      String byDefault = option.defaultText == null ? "none" : "`" + option.defaultText + "`";
      table.append(String.format("| `%s` | %s | %s |%n", option.key, byDefault, option.help));
    }
    return table.toString();
  }

  @Test
  void optionsAreDocumented() throws IOException {
    assertThat(Files.readString(README)).contains("compares them -->\n" + optionTable() + "<!--");
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
