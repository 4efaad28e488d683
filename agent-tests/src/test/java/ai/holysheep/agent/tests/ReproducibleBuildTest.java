package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two builds of the agent from two copies of its sources have the same bytes: in folders of
 * different lengths, with other times of the files, time zones, languages and permissions.
 */
@Tag("matrix")
class ReproducibleBuildTest {
  private static final Path PROJECT = ForkedJvm.AGENT.resolve("../../..").normalize();

  @TempDir Path folder;

  @Test
  void theJarHasTheSameBytesWhereverAndWheneverItIsBuilt() throws Exception {
    byte[] one =
        build(
            folder.resolve("a"),
            "2001-02-03T04:05:06Z",
            "022",
            Map.of("TZ", "Pacific/Kiritimati", "LC_ALL", "C"),
            "-Duser.timezone=Pacific/Kiritimati -Duser.language=en -Dfile.encoding=UTF-8");
    byte[] other =
        build(
            folder.resolve("a longer name/than the first"),
            "2031-11-12T13:14:15Z",
            "077",
            Map.of("TZ", "America/St_Johns", "LC_ALL", "C.UTF-8"),
            "-Duser.timezone=America/St_Johns -Duser.language=tr -Dfile.encoding=ISO-8859-1");

    assertThat(differences(hashes(one), hashes(other))).as("files that differ").isEmpty();
    assertThat(Arrays.mismatch(one, other)).as("the first byte that differs").isEqualTo(-1);
  }

  private static byte[] build(
      Path copy, String fileTime, String umask, Map<String, String> environment, String options)
      throws Exception {
    copySources(copy, FileTime.from(Instant.parse(fileTime)));
    Path log = copy.resolve("build.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            "-c",
            "umask " + umask + " && exec \"$0\" \"$@\"",
            Path.of(System.getProperty("mavenHome"), "bin", "mvn").toString(),
            "-B",
            "-o",
            "-q",
            "-pl",
            "agent",
            "package",
            "-Dmaven.test.skip=true",
            "-Dmaven.repo.local=" + System.getProperty("localRepository"));
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("MAVEN_OPTS", options);
    Process process =
        builder
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(ForkedJvm.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended && process.waitFor() == 0).as(Files.readString(log)).isTrue();
    return Files.readAllBytes(copy.resolve("agent/target/holysheep-agent.jar"));
  }

  /** The agent's sources, and the other modules' names, which Maven asks for. */
  private static void copySources(Path copy, FileTime time) throws IOException {
    List<Path> files = new ArrayList<>(List.of(PROJECT.resolve("pom.xml")));
    for (String module : new String[] {"sample-app", "agent-tests"}) {
      files.add(PROJECT.resolve(module).resolve("pom.xml"));
    }
    files.add(PROJECT.resolve("agent/pom.xml"));
    for (String sources : new String[] {"agent/src", ".mvn"}) {
      try (Stream<Path> found = Files.walk(PROJECT.resolve(sources))) {
        found.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    for (Path file : files) {
      Path target = copy.resolve(PROJECT.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
      Files.setLastModifiedTime(target, time);
    }
  }

  private static List<String> differences(Map<String, String> one, Map<String, String> other) {
    Map<String, String> all = new TreeMap<>(one);
    all.putAll(other);
    return all.keySet().stream()
        .filter(name -> !Objects.equals(one.get(name), other.get(name)))
        .toList();
  }

  /** By the names of the files in the jar and in its archives, for a message that can be read. */
  private static Map<String, String> hashes(byte[] jar) throws Exception {
    Map<String, String> hashes = new TreeMap<>();
    addHashes("", jar, hashes);
    return hashes;
  }

  private static void addHashes(String prefix, byte[] bytes, Map<String, String> hashes)
      throws Exception {
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readAllBytes();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
        hashes.put(prefix + entry.getName(), HexFormat.of().formatHex(hash) + entry.getTimeLocal());
        if (entry.getName().endsWith(".archive")) {
          addHashes(entry.getName() + "!/", content, hashes);
        }
      }
    }
  }
}
