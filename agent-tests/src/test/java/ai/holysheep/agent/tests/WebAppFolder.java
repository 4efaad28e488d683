package ai.holysheep.agent.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The web application of these tests as a server expects it: its classes, and clients' jars. */
final class WebAppFolder {
  private static final Path FOLDER = Path.of("target/webapp").toAbsolutePath();

  private WebAppFolder() {}

  /** Made once; nobody writes into it. */
  static synchronized Path make() throws IOException {
    Path classes = FOLDER.resolve("WEB-INF/classes");
    Path jars = FOLDER.resolve("WEB-INF/lib");
    if (Files.exists(jars)) {
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
    return FOLDER;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    if (!Files.exists(to)) {
      Files.copy(from, to);
    }
  }
}
