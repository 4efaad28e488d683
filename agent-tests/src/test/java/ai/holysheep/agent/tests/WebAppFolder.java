package ai.holysheep.agent.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * The web application of the tests in the layout for a server: its classes and the clients' jars.
 */
final class WebAppFolder {
  private static final Path FOLDER = Path.of("target/webapp").toAbsolutePath();

  private WebAppFolder() {}

  private static boolean made;

  /** Makes the folder once in this JVM. No other code writes into it. */
  static synchronized Path make() throws IOException {
    Path classes = FOLDER.resolve("WEB-INF/classes");
    Path jars = FOLDER.resolve("WEB-INF/lib");
    if (made) {
      return FOLDER;
    }
    try (Stream<Path> all = Files.walk(Path.of("target/classes"))) {
      for (Path from : all.filter(Files::isRegularFile).toList()) {
        copy(from, classes.resolve(Path.of("target/classes").relativize(from)));
      }
    }
    for (Path jar : Clients.each()) {
      copy(jar, jars.resolve(jar.getFileName()));
    }
    made = true;
    return FOLDER;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
