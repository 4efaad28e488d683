package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.tests.http2.Http2Front;
import faultinjection.FaultAgent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever method of the agent fails, and however, the application sees no difference. */
class FaultInjectionTest {
  private static final String FAULTS = "faultinjection/";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"JdkDriver", "UrlConnectionDriver"})
  void theApplicationSeesNoDifference(String driver) throws Exception {
    int port = Ports.free();
    List<String> arguments = new ArrayList<>(Http2Front.trust());
    arguments.add(faultAgent());
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=" + port));
    arguments.addAll(
        List.of(
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-Dtests.timeout=500",
            "-cp",
            classPath(driver),
            "ai.holysheep.agent.tests.program.FaultProgram",
            driver,
            String.valueOf(port),
            System.getProperty("faults.seconds", "20")));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      jvm.exitCode();
      assertThat(jvm.out())
          .as("stderr: %s", jvm.err())
          .noneMatch(line -> line.startsWith("FAILED"))
          .contains("DONE");
      jvm.out().forEach(System.out::println);
    }
  }

  private static String classPath(String driver) {
    return ForkedJvm.classPath(Drivers.newest(driver))
        + java.io.File.pathSeparator
        + System.getProperty("java.class.path");
  }

  private String faultAgent() throws IOException {
    Path boot = jar("boot.jar", Map.of(), List.of("Fault", "Fault$1", "FaultPoints"));
    Path agent =
        jar(
            "faults.jar",
            Map.of(
                "Premain-Class",
                FaultAgent.class.getName(),
                "Boot-Class-Path",
                boot.getFileName().toString()),
            List.of());
    return "-javaagent:" + agent;
  }

  private Path jar(String name, Map<String, String> attributes, List<String> classes)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String each : classes) {
        String entry = FAULTS + each + ".class";
        out.putNextEntry(new ZipEntry(entry));
        try (InputStream in = getClass().getClassLoader().getResourceAsStream(entry)) {
          in.transferTo(out);
        }
      }
    }
    return jar;
  }
}
