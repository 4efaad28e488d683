package ai.holysheep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JDK 8 links a lambda with the permissions of all classes on the stack. If a security manager
 * refuses some of them, the application's call fails. So what runs on the application's threads
 * outside {@code doPrivileged} has no lambdas.
 */
class NoLambdasTest {
  /** The attribute that each class file with a lambda, or a method reference, has. */
  private static final String ATTRIBUTE = "BootstrapMethods";

  private static final Path CLASSES = Path.of("target/classes/ai/holysheep/agent");

  /** For JDK 9 and later, and what only the agent's own thread runs. */
  private static final Set<String> EXCEPT = Set.of("WalkedFrames.class", "AgentMetrics.class");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AgentRuntime",
        "HolySheepAgent",
        "Preparation",
        "diagnostics/Log",
        "diagnostics/LogLine",
        "diagnostics/LogWriter",
        "diagnostics/CountedFaults",
        "diagnostics/AgentErrors",
        "instrumentation/dispatch/Bridge",
        "thread/AgentThread",
        "thread/DetachedThread",
        "thread/RetryPause",
        "thread/SupervisedThread",
      })
  void whatApplicationsReachFirstHasNoLambdas(String name) throws IOException {
    assertNoLambdas(classFiles(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start",
        "exchange",
        "usage",
        "caller",
        "instrumentation",
        "instrumentation/dispatch",
        "instrumentation/weaving",
        "exchange/tracking",
        "adapter/apache4",
        "adapter/apache4async",
        "adapter/apache5",
        "adapter/apache5async",
        "adapter/jdk",
        "adapter/okhttp",
        "adapter/stream",
        "adapter/urlconnection",
        "pricing",
        "metrics"
      })
  void whatRunsOnTheirThreadsHasNoLambdas(String folder) throws IOException {
    try (Stream<Path> files = Files.list(CLASSES.resolve(folder))) {
      assertNoLambdas(files.filter(NoLambdasTest::runsInTheApplication).toList());
    }
  }

  private static boolean runsInTheApplication(Path file) {
    return file.toString().endsWith(".class") && !EXCEPT.contains(file.getFileName().toString());
  }

  private static void assertNoLambdas(List<Path> files) throws IOException {
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      assertThat(content.contains(ATTRIBUTE)).as("lambdas in " + file).isFalse();
    }
  }

  /** The class and those nested in it. */
  private static List<Path> classFiles(String name) throws IOException {
    Path file = CLASSES.resolve(name + ".class");
    String nested = name.substring(name.lastIndexOf('/') + 1) + "$";
    try (Stream<Path> siblings = Files.list(file.getParent())) {
      return siblings
          .filter(each -> each.equals(file) || each.getFileName().toString().startsWith(nested))
          .toList();
    }
  }
}
