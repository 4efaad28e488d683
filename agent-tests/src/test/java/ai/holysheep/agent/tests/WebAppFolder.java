package ai.holysheep.agent.tests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    for (String client : List.of("okhttp-4.12.0", "apache-4.5.14", "apache-5.6.5")) {
      for (String jar : Clients.classPath(client).split(File.pathSeparator)) {
        copy(Path.of(jar), jars.resolve(Path.of(jar).getFileName()));
      }
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
