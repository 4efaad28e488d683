package ai.holysheep.agent.tests.program.placed;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The ledger that the agent writes for this program: a test may not see the folder itself. */
final class WrittenLedger {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private WrittenLedger() {}

  /** Prints the lines, once there are so many or too much time has passed. */
  static void print(Path folder, int lines) throws Exception {
    long start = System.nanoTime();
    List<String> written = read(folder);
    while (written.size() < lines && System.nanoTime() - start < PATIENCE_NANOS) {
      TimeUnit.MILLISECONDS.sleep(20);
      written = read(folder);
    }
    written.forEach(System.out::println);
  }

  private static List<String> read(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }
}
