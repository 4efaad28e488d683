package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.tests.Descriptors.Instrumented;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every version has the classes and methods that its descriptor says, and what the agent weaves
 * into them passes the verifier.
 */
class LinkTest {
  private static final String ALL_PERMISSIONS =
      "grant { permission java.security.AllPermission; };";
  private static final Path BYTE_BUDDY =
      Path.of(
          "../agent/src/main/resources/ai/holysheep/agent/instrumentation/weaving/bytebuddy.txt");

  /** Classes that stand in for one of Byte Buddy's. */
  private static final Set<String> OURS =
      Set.of(
          "net.bytebuddy.utility.dispatcher.JavaDispatcher",
          "net.bytebuddy.description.type.TypesOfJava5",
          "net.bytebuddy.description.method.MethodsOfJava5");

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

  /** Nothing is to be read from the archive that has the rest of Byte Buddy. */
  @Tag("matrix")
  @Test
  void everyClassOfByteBuddyThatIsLoadedIsListed(@TempDir Path folder) throws IOException {
    assertThat(listed()).containsAll(loadedFromByteBuddy(folder, List.of()));
  }

  /**
   * Beneath a security manager no class is loaded ahead, only what weaving needs. Loading ahead
   * asks for constructors, and so for the types of their parameters: few more.
   */
  @Tag("matrix")
  @Test
  @EnabledForJreRange(max = JRE.JAVA_17)
  void noClassIsListedThatWeavingDoesNotNeed(@TempDir Path folder) throws IOException {
    Path policy = Files.writeString(folder.resolve("all.policy"), ALL_PERMISSIONS);
    Set<String> needed =
        loadedFromByteBuddy(
            folder, List.of("-Djava.security.manager", "-Djava.security.policy=" + policy));

    Set<String> listed = new TreeSet<>(listed());
    listed.removeAll(needed);
    assertThat(listed).hasSizeLessThan(10);
  }

  private static List<String> listed() throws IOException {
    return Files.readAllLines(BYTE_BUDDY).stream()
        .map(file -> file.replace(".class", "").replace('/', '.'))
        .toList();
  }

  /** What a JVM loads that has every instrumented class of every version. */
  private static Set<String> loadedFromByteBuddy(Path folder, List<String> options)
      throws IOException {
    Path log = folder.resolve("classes.log");
    TreeSet<String> classes = new TreeSet<>();
    Descriptors.classes().forEach(each -> classes.add(each.name()));
    List<String> command = new ArrayList<>(options);
    command.add("-Xlog:class+load:file=" + log);
    command.addAll(links(classes, Clients.versions("")));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), command)) {
      jvm.awaitLine("DONE");
      jvm.finish();
    }
    return loadedFromByteBuddy(log);
  }

  private static Set<String> loadedFromByteBuddy(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .map(line -> line.replaceFirst(".*\\] (\\S+) source: .*", "$1"))
        .filter(name -> name.startsWith("net.bytebuddy.") && !OURS.contains(name))
        .collect(Collectors.toSet());
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
