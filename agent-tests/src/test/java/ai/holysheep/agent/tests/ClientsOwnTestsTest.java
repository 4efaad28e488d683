package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Apache HttpClient 4's own tests, with those of its core and its cache, have the same outcomes
 * with the agent, which watches every host. These tests mock the client's classes, make their own
 * connections and pass wrong arguments.
 */
@Tag("matrix")
class ClientsOwnTestsTest {
  private static final String JARS =
      "httpclient-4.5.14 httpclient-4.5.14-tests httpclient-cache-4.5.14"
          + " httpclient-cache-4.5.14-tests httpcore-4.4.16 httpcore-4.4.16-tests"
          + " commons-logging-1.2 commons-codec-1.11 junit-4.13.2 hamcrest-core-1.3"
          + " mockito-core-1.10.19 objenesis-2.1"
          + " easymock-2.5.2 easymockclassextension-2.5.2 cglib-nodep-2.2";

  /** The old mock libraries define classes by {@code ClassLoader.defineClass}. */
  private static final List<String> OPENED =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED");

  /** A thousand tests take 20 s on two idle cores. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String WATCHING_ALL = "hosts=*,metrics.port=0";

  @ParameterizedTest
  @CsvSource({
    "httpclient-4.5.14-tests, 900",
    "httpclient-cache-4.5.14-tests, 700",
    "httpcore-4.4.16-tests, 600",
  })
  void haveTheSameOutcomesWithTheAgent(String tests, int atLeast) {
    List<String> classes = classesIn(tests);
    CompletableFuture<Map<String, String>> alone =
        CompletableFuture.supplyAsync(() -> outcomes(classes, List.of()));
    Map<String, String> with = withAgent(classes);
    Map<String, String> without = alone.join();

    assertThat(without.size()).isGreaterThan(atLeast);
    List<String> again = classes(differences(with, without));
    if (!again.isEmpty()) {
      // Some tests depend on timing. A difference that the agent makes appears in each run.
      assertThat(differences(withAgent(again), outcomes(again, List.of()))).isEmpty();
    }
  }

  /** Without the tests whose libraries are not on the class path. */
  private static List<String> classesIn(String tests) {
    Path jar = Path.of("target/clients", tests + ".jar");
    try (JarFile content = new JarFile(jar.toFile())) {
      return content.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.matches(".*/Test[^/$]*\\.class"))
          .filter(name -> !name.matches(".*/(ehcache|memcached)/.*|.*/Test(Ehcache|Memcached).*"))
          .map(name -> name.replace(".class", "").replace('/', '.'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> withAgent(List<String> classes) {
    return outcomes(classes, List.of(ForkedJvm.agent(WATCHING_ALL)));
  }

  private static Map<String, String> outcomes(List<String> classes, List<String> agent) {
    List<String> arguments = new ArrayList<>(agent);
    arguments.addAll(OPENED);
    arguments.add("-cp");
    arguments.add(ForkedJvm.classPath("") + File.pathSeparator + Clients.jars(JARS));
    arguments.add("ai.holysheep.agent.tests.program.ClientTests");
    arguments.addAll(classes);
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      jvm.awaitLine("DONE", PATIENCE);
      if (!agent.isEmpty()) {
        assertThat(jvm.scrapeWhenIdle().sum("holysheep_agent_errors_total"))
            .as("errors in the agent: %s", agentLines(jvm))
            .isZero();
      }
      return outcomes(jvm.out());
    }
  }

  private static List<String> agentLines(ForkedJvm jvm) {
    return jvm.err().stream().filter(line -> line.startsWith("[holysheep-agent]")).toList();
  }

  private static Map<String, String> outcomes(List<String> lines) {
    Map<String, String> outcomes = new TreeMap<>();
    for (String line : lines) {
      int end = line.indexOf(") ");
      if (line.startsWith("TEST ") && end > 0) {
        outcomes.put(line.substring("TEST ".length(), end + 1), line.substring(end + 2));
      }
    }
    return outcomes;
  }

  /** Lines {@code test(class): outcome with the agent, outcome without}. */
  private static List<String> differences(Map<String, String> with, Map<String, String> without) {
    TreeSet<String> tests = new TreeSet<>(with.keySet());
    tests.addAll(without.keySet());
    return tests.stream()
        .filter(test -> !Objects.equals(with.get(test), without.get(test)))
        .map(test -> test + ": " + with.get(test) + ", without the agent " + without.get(test))
        .toList();
  }

  private static List<String> classes(List<String> differences) {
    return differences.stream()
        .map(line -> line.substring(line.indexOf('(') + 1, line.indexOf("): ")))
        .distinct()
        .toList();
  }
}
