package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code JAVA_TOOL_OPTIONS} puts the agent into every JVM of a machine, also into its tools. */
@Execution(ExecutionMode.CONCURRENT)
class ToolsTest {
  private static final String SOURCE = "src/main/java/ai/holysheep/agent/tests/program/Hello.java";

  /** The JVM prints this line itself; no option silences it. */
  private static final String PICKED_UP = "Picked up JAVA_TOOL_OPTIONS: ";

  @TempDir Path folder;

  static Stream<Arguments> tools() {
    return Jdks.all()
        .flatMap(
            jdk ->
                Stream.of(
                        "javac -d FOLDER " + SOURCE,
                        "javac no-such-file.java",
                        "keytool -genkeypair -alias x -keyalg EC -dname CN=x -storepass secret1"
                            + " -keystore FOLDER/keys",
                        "keytool -list -keystore no-such-file -storepass secret1",
                        "jps -q no-such-host:1",
                        "jar --list --file target/clients/okio-jvm-3.6.0.jar",
                        "mvn -v")
                    .map(tool -> Arguments.of(jdk, tool)));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("tools")
  void aToolPrintsAndReturnsTheSameAsWithoutTheAgent(Path jdk, String tool) throws Exception {
    Path classes = folder.resolve("classes.log");
    try (ForkedJvm without = start(jdk, tool, "without", List.of());
        ForkedJvm with =
            start(
                jdk,
                tool,
                "with",
                List.of(ForkedJvm.agent(""), "-Xlog:class+load:file=" + classes))) {
      assertThat(with.exitCode()).isEqualTo(without.exitCode());
      assertThat(with.out()).isEqualTo(without.out());
      assertThat(stderrOf(with)).isEqualTo(stderrOf(without));
    }
    assertThat(Files.readString(classes))
        .as("the agent is loaded, and no class of it that could open a port")
        .contains("ai.holysheep.agent.HolySheepAgent source:")
        .doesNotContain(
            "ai.holysheep.agent.AgentRuntime",
            "ai.holysheep.agent.exposition",
            "com.sun.net.httpserver");
  }

  private ForkedJvm start(Path jdk, String tool, String name, List<String> options)
      throws Exception {
    String toolFolder = Files.createDirectory(folder.resolve(name)).toString();
    List<String> command = new ArrayList<>(List.of(tool.replace("FOLDER", toolFolder).split(" ")));
    if (!command.get(0).equals("mvn")) {
      command.set(0, jdk.resolve("bin").resolve(command.get(0)).toString());
    }
    return ForkedJvm.start(
        command,
        List.of(),
        Map.of("JAVA_HOME", jdk.toString(), "JAVA_TOOL_OPTIONS", String.join(" ", options)));
  }

  private static List<String> stderrOf(ForkedJvm tool) {
    return tool.err().stream()
        .filter(line -> !line.startsWith(PICKED_UP))
        .map(line -> line.replaceAll("[^ ]*/with(out)?/", "FOLDER/"))
        .toList();
  }
}
