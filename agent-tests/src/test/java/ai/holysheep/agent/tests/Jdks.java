package ai.holysheep.agent.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JDKs of this machine that forked JVMs run on: the one that runs the tests, and with {@code
 * -Pmatrix} JDK 25 where the machine has it.
 */
public final class Jdks {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  private Jdks() {}

  public static Path running() {
    return Path.of(System.getProperty("java.home"));
  }

  static Stream<Path> all() {
    return Stream.concat(Stream.of(running()), jdk25().stream());
  }

  /**
   * From {@code JAVA_25_HOME}, or from the folder where Linux distributions install JDKs. Empty
   * without {@code -Pmatrix}.
   */
  static Optional<Path> jdk25() {
    if (!Boolean.getBoolean("matrix")) {
      return Optional.empty();
    }
    String home = System.getenv("JAVA_25_HOME");
    return home != null ? Optional.of(Path.of(home)) : installed("25");
  }

  private static Optional<Path> installed(String version) {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(INSTALLED)) {
      return homes
          .filter(home -> home.getFileName().toString().contains(version))
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
