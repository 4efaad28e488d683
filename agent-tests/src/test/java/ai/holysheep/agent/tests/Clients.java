package ai.holysheep.agent.tests;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The versions of the clients, and the jars that each needs. */
final class Clients {
  private static final Path JARS = Path.of("target/clients");
  private static final Properties VERSIONS = load();
  private static final String DRIVER = "driver.";

  /** One of each kind, for a class path that has them all. */
  private static final List<String> EACH =
      List.of("okhttp-4.12.0", "apache-4.5.14", "apache-5.6.5");

  private Clients() {}

  private static Properties load() {
    try (InputStream in = Clients.class.getResourceAsStream("/clients.properties")) {
      Properties versions = new Properties();
      versions.load(in);
      return versions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code okhttp-3.0.1} and so on, those that begin so. */
  static List<String> versions(String prefix) {
    return VERSIONS.stringPropertyNames().stream()
        .filter(name -> name.startsWith(prefix) && !name.startsWith(DRIVER))
        .sorted()
        .toList();
  }

  static Stream<String> drivers() {
    return VERSIONS.stringPropertyNames().stream()
        .filter(name -> name.startsWith(DRIVER))
        .map(name -> name.substring(DRIVER.length()))
        .sorted();
  }

  static String driver(String name) {
    return Objects.requireNonNull(
        VERSIONS.getProperty(DRIVER + name), name + " is not in clients.properties");
  }

  static String classPath(String version) {
    return version.isEmpty() ? "" : jars(String.join(" ", jarsOf(version)));
  }

  /** The names of a version's jars, with their own versions. */
  static List<String> jarsOf(String version) {
    String jars = VERSIONS.getProperty(version);
    if (jars == null) {
      throw new IllegalArgumentException(version + " is not in clients.properties");
    }
    return List.of(jars.split(" "));
  }

  /** The jars of one version of each client. */
  static List<Path> each() {
    return EACH.stream()
        .flatMap(version -> Stream.of(classPath(version).split(File.pathSeparator)))
        .distinct()
        .map(Path::of)
        .toList();
  }

  static String classPathOfEach() {
    return each().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The class path of jars that the build has copied, by their names. */
  static String jars(String names) {
    return Stream.of(names.split(" "))
        .map(jar -> JARS.resolve(jar + ".jar"))
        .peek(Clients::check)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void check(Path jar) {
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing: the build copies it");
    }
  }
}
