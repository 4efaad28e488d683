package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.tests.Descriptors.Instrumented;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every version has the classes and methods that its descriptor says, and what the agent weaves
 * into them passes the verifier.
 */
class LinkTest {
  /** The libraries of one version of a client, as {@code clients.properties} names their jars. */
  private static Map<String, String> libraries(String version) {
    Map<String, String> libraries = new TreeMap<>();
    for (String jar : Clients.jarsOf(version)) {
      int dash = jar.lastIndexOf('-');
      libraries.put(jar.substring(0, dash).replace("-jvm", ""), jar.substring(dash + 1));
    }
    return libraries;
  }

  private static List<Instrumented> expected(String version) {
    Map<String, String> libraries = libraries(version);
    return Descriptors.classes().stream()
        .filter(each -> libraries.containsKey(each.library()))
        .filter(each -> each.isIn(libraries.get(each.library())))
        .toList();
  }

  @Tag("matrix")
  @Test
  void everyVersionHasItsInstrumentedClasses() {
    TreeSet<String> linked = new TreeSet<>();
    TreeSet<String> classes = new TreeSet<>();
    Map<String, Long> byClient = new TreeMap<>();
    Descriptors.clients().forEach(client -> byClient.put("{client=\"" + client + "\"}", 0L));
    List<String> versions = Clients.versions("");
    for (String version : versions) {
      for (Instrumented each : expected(version)) {
        classes.add(each.name());
        linked.add("LINKED " + version + " " + each.name());
        byClient.merge("{client=\"" + each.client() + "\"}", 1L, Long::sum);
      }
    }

    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), links(classes, versions))) {
      jvm.awaitLine("DONE");
      assertThat(jvm.out().stream().filter(line -> line.startsWith("LINKED")).sorted().toList())
          .containsExactlyElementsOf(linked);
      assertThat(jvm.scrape().counts("holysheep_agent_instrumented_classes")).isEqualTo(byClient);
      assertThat(jvm.err()).noneMatch(line -> line.contains("not watched"));
    }
  }

  private static List<String> links(TreeSet<String> classes, List<String> versions) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ForkedJvm.watching(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                "target/classes",
                "ai.holysheep.agent.tests.program.Links",
                String.join(",", classes)));
    versions.forEach(version -> command.add(version + "=" + Clients.classPath(version)));
    return command;
  }

  /** A class of the name of an instrumented one, which has another method. */
  @Test
  void aVersionWithoutTheMethodLogsOneLine(@TempDir Path folder) throws IOException {
    Path jar = folder.resolve("okhttp-from-the-future.jar");
    String name = "okhttp3/internal/http/BridgeInterceptor";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name + ".class"));
      out.write(EmptyClass.named(name));
      out.closeEntry();
    }
    try (ForkedJvm jvm =
        ForkedJvm.start(
            Jdks.running(),
            List.of(
                ForkedJvm.watching(),
                "-cp",
                "target/classes",
                "ai.holysheep.agent.tests.program.Links",
                name.replace('/', '.'),
                "future=" + jar,
                "again=" + jar))) {
      jvm.awaitLine("DONE");
      assertThat(jvm.scrape().value("holysheep_agent_instrumented_classes", "client=\"okhttp\""))
          .isZero();
      assertThat(jvm.err().stream().filter(line -> line.contains("not watched")))
          .singleElement()
          .asString()
          .isEqualTo(
              "[holysheep-agent] okhttp is not watched, this version has no"
                  + " intercept(Lokhttp3/Interceptor$Chain;) in "
                  + name);
    }
  }
}
