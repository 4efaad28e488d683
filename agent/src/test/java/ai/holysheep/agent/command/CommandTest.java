package ai.holysheep.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  private static final String USAGE =
      """
      usage: java -javaagent:holysheep-agent.jar[=key=value,...] -jar SERVICE
             java -jar holysheep-agent.jar attach PID [key=value,...]
             java -jar holysheep-agent.jar off|on PID
             java -jar holysheep-agent.jar report --dir DIR (more: report --help)
             java -jar holysheep-agent.jar prices --show MODEL (more: prices --help)
      """;

  private final List<String> attached = new ArrayList<>();
  private String answer = "[x] metrics at http://127.0.0.1:1/metrics\n";
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "help",
        "--help",
        "attach",
        "attach 1 metrics.port=0 more",
        "off",
        "on 1 2",
        "Report",
        "1"
      })
  void wrongUsageEndsWith2AndShowsTheUsage(String arguments) throws IOException {
    assertThat(execute(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);
    assertThat(stderr.toString(StandardCharsets.UTF_8)).isEqualTo(USAGE);
    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(attached).isEmpty();
  }

  @Test
  void attachPassesPidAndOptions() throws IOException {
    assertThat(execute("attach", "4711", "metrics.port=0,hosts=*")).isZero();
    assertThat(attached).containsExactly("4711 metrics.port=0,hosts=*");
  }

  @Test
  void attachNeedsNoOptions() throws IOException {
    assertThat(execute("attach", "4711")).isZero();
    assertThat(attached).containsExactly("4711 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "on"})
  void offAndOnPassTheirNameInPlaceOfOptions(String name) throws IOException {
    answer = "[x] switched " + name + "\n";
    assertThat(execute(name, "4711")).isZero();
    assertThat(attached).containsExactly("4711 :" + name);
    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo(answer);
  }

  @Test
  void reportPassesItsOptionsAndReturnsItsStatus() throws IOException {
    assertThat(execute("report", "--help")).isZero();
    assertThat(stdout.toString(StandardCharsets.UTF_8)).startsWith("usage: report --dir DIR");
    assertThat(execute("report", "--dir", "/no/such")).isEqualTo(1);
    assertThat(stderr.toString(StandardCharsets.UTF_8))
        .isEqualTo("report: /no/such is not a folder\n");
    assertThat(execute("report")).isEqualTo(2);
  }

  @Test
  void reportsAreInUtf8(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("holysheep-calls-2026-11-25.7.jsonl"),
        "{\"timestamp\":\"2026-11-25T00:00:00.000Z\",\"model\":\"modèle\",\"error_type\":\"none\","
            + "\"latency_ms\":1}\n");
    String[] options = {"--dir", folder.toString(), "--from", "2026-11-25", "--to", "2026-11-25"};
    List<String> arguments = new ArrayList<>(List.of("report", "--format", "csv"));
    arguments.addAll(List.of(options));

    PrintStream ascii = new PrintStream(stdout, true, StandardCharsets.US_ASCII);
    assertThat(command(ascii).execute(arguments.toArray(new String[0]))).isZero();
    assertThat(stdout.toString(StandardCharsets.UTF_8)).contains("modèle,1,");
  }

  private int execute(String... arguments) throws IOException {
    return command(new PrintStream(stdout, true, StandardCharsets.UTF_8)).execute(arguments);
  }

  private Command command(PrintStream out) {
    PrintStream err = new PrintStream(stderr, true, StandardCharsets.UTF_8);
    AgentLoader loader =
        (pid, arguments) -> {
          String[] parts = arguments.split("@", 3);
          Files.writeString(Path.of(parts[1]), answer);
          attached.add(pid + " " + parts[2]);
        };
    return new Command(new Attach(loader, out, err), out, err);
  }
}
