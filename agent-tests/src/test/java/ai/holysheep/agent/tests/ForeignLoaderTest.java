package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients in OSGi bundles and JBoss modules, whose class loaders see only what the module imports.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
class ForeignLoaderTest {
  private static final List<String> CLIENTS =
      List.of("okhttp", "apache4", "apache5", "java.net.http", "urlconnection");
  private static final String IMPORTS =
      "javax.naming,javax.naming.directory,javax.naming.ldap,javax.net,javax.net.ssl,"
          + "javax.security.auth.x500,jdk.net,org.ietf.jgss";

  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void areWatchedInFelix(Path jdk, @TempDir Path folder) throws Exception {
    check(jdk, "OsgiHost", "org.apache.felix.framework-7.0.5", bundle(folder));
  }

  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void areWatchedInEquinox(Path jdk, @TempDir Path folder) throws Exception {
    check(jdk, "OsgiHost", "org.eclipse.osgi-3.24.300", bundle(folder));
  }

  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void areWatchedInJBossModules(Path jdk) throws Exception {
    String all =
        Stream.concat(Stream.of(Path.of("target/classes")), Clients.each().stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    check(jdk, "ModulesHost", "jboss-modules-2.3.0", all);
  }

  private static void check(Path jdk, String host, String server, String module) throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 9)) {
      List<String> command = new ArrayList<>();
      command.add(ForkedJvm.watching());
      command.add("-cp");
      command.add(
          ForkedJvm.classPath("") + File.pathSeparator + "target/clients/" + server + ".jar");
      command.add("ai.holysheep.agent.tests.program." + host);
      command.add(module);
      command.add(gateway.url());
      command.addAll(CLIENTS);
      try (ForkedJvm jvm = ForkedJvm.start(jdk, command).awaitLine("DONE")) {
        assertThat(jvm.out()).contains("OWN true");
        Exposition metrics = jvm.scrapeWhenIdle();
        Map<String, Long> expected = new TreeMap<>();
        CLIENTS.forEach(client -> expected.put(client + " 200/none", 1L));
        assertThat(ProgramRun.outcomes(metrics)).isEqualTo(expected);
        assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
        assertThat(jvm.err())
            .as("lines of the agent")
            .filteredOn(line -> line.startsWith("[holysheep-agent]"))
            .hasSize(1);
        assertThat(jvm.finish()).isZero();
      }
    }
  }

  /** A bundle with the programs and all clients, which imports only what these need. */
  private static String bundle(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "shop");
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Import-Package", IMPORTS);
    main.putValue(
        "Bundle-ClassPath",
        Clients.each().stream()
            .map(jar -> "," + jar.getFileName())
            .collect(Collectors.joining("", ".", "")));
    Path classes = Path.of("target/classes");
    Path bundle = folder.resolve("shop.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(bundle), manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        put(out, file, classes.relativize(file).toString().replace(File.separatorChar, '/'));
      }
      for (Path jar : Clients.each()) {
        put(out, jar, jar.getFileName().toString());
      }
    }
    return bundle.toString();
  }

  private static void put(JarOutputStream out, Path file, String name) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    Files.copy(file, out);
  }
}
