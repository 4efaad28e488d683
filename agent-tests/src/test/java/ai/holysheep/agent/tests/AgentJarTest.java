package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is shipped. */
class AgentJarTest {
  private static final long MAX_BYTES = 5_000_000;

  /** The JVM's promise to run a class: 52 is Java 8, 55 is Java 11. */
  private static final int JAVA_8 = 52;

  private static final int JAVA_11 = 55;

  @Test
  void isSmall() throws Exception {
    assertThat(Files.size(ForkedJvm.AGENT)).isLessThan(MAX_BYTES);
  }

  @Test
  void hasOneClassAndNoServiceThatAnApplicationCouldFind() throws Exception {
    try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile())) {
      assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
          .containsExactlyInAnyOrder(
              "META-INF/MANIFEST.MF",
              "META-INF/LICENSES.txt",
              "META-INF/sbom/holysheep-agent.cdx.json",
              "ai/holysheep/agent/HolySheepAgent.class",
              "ai/holysheep/agent/bytebuddy.archive",
              "ai/holysheep/agent/core.archive",
              "ai/holysheep/agent/protobuf.archive",
              "ai/holysheep/agent/start.archive",
              "ai/holysheep/agent/tools.archive",
              "ai/holysheep/agent/weaving.archive");
    }
  }

  @Test
  void namesTheAgentForStartAndForAttaching() throws Exception {
    try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Premain-Class"))
          .isEqualTo("ai.holysheep.agent.HolySheepAgent");
      assertThat(jar.getManifest().getMainAttributes().getValue("Can-Retransform-Classes"))
          .isEqualTo("true");
    }
  }

  @Test
  void bringsTheLicencesOfWhatItContains() throws Exception {
    try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile());
        InputStream in = jar.getInputStream(jar.getEntry("META-INF/LICENSES.txt"))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("ASM", "INRIA", "client_java", "Apache License", "Protocol Buffers", "Google")
          .contains("Jackson", "picocli");
    }
  }

  @Test
  void runsOnJava8ExceptForWhatOnlyNewerOnesLoad() throws Exception {
    List<String> classes = new ArrayList<>();
    for (String archive :
        new String[] {
          "start.archive",
          "core.archive",
          "weaving.archive",
          "bytebuddy.archive",
          "protobuf.archive",
          "tools.archive"
        }) {
      for (ClassFile file : classFiles("ai/holysheep/agent/" + archive)) {
        int allowed =
            file.name.contains("/adapter/jdk/")
                    || file.name.matches(".*/(ModularBridge|WalkedFrames)\\.class")
                ? JAVA_11
                : JAVA_8;
        if (file.version > allowed && !file.name.contains("META-INF/versions")) {
          classes.add(file.name + " " + file.version);
        }
      }
    }
    assertThat(classes).isEmpty();
  }

  private static final class ClassFile {
    final String name;
    final int version;

    ClassFile(String name, byte[] head) {
      this.name = name;
      version = (head[6] & 0xff) << 8 | head[7] & 0xff;
    }
  }

  private static List<ClassFile> classFiles(String archive) throws Exception {
    List<ClassFile> found = new ArrayList<>();
    try (JarFile jar = new JarFile(ForkedJvm.AGENT.toFile());
        InputStream in = jar.getInputStream(jar.getEntry(archive));
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(in.readAllBytes()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".class")) {
          found.add(new ClassFile(entry.getName(), zip.readNBytes(8)));
        }
      }
    }
    assertThat(found).as(archive).hasSizeGreaterThan(archive.contains("start") ? 5 : 50);
    return found;
  }
}
