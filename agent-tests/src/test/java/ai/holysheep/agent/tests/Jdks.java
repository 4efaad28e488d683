package ai.holysheep.agent.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JDKs that forked JVMs run on: the one that runs the tests, and 25 where the machine has it.
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

  /** From {@code JAVA_25_HOME}, or where Linux distributions install it. */
  static Optional<Path> jdk25() {
    String named = System.getenv("JAVA_25_HOME");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    try (Stream<Path> found =
        Files.isDirectory(INSTALLED) ? Files.list(INSTALLED) : Stream.empty()) {
      return found
          .filter(path -> path.getFileName().toString().contains("25"))
          .filter(Jdks::isJdk)
          .sorted()
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJdk(Path home) {
    return Files.isExecutable(home.resolve("bin/java"));
  }
}
