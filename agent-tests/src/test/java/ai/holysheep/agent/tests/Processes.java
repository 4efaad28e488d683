package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Linux says about a process. */
final class Processes {
  /** How many descriptors it has open, and how many threads it has. */
  record Use(int descriptors, int threads) {}

  private Processes() {}

  static Use use(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    assertThat(process).as("this test needs Linux").exists();
    return new Use(count(process.resolve("fd")), count(process.resolve("task")));
  }

  private static int count(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return (int) entries.count();
    }
  }
}
