package ai.holysheep.agent.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** What Linux tells about a process in {@code /proc}. Other systems tell nothing. */
final class TargetProcess {
  /** A JVM with many jars and threads has a few thousand. */
  private static final int MAX_MAPPINGS = 1_000_000;

  private final Path folder;

  private TargetProcess(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws IOException if this is no number: {@code /proc} has other folders, too
   */
  static TargetProcess of(String pid) throws IOException {
    if (pid.isEmpty() || pid.length() > 10 || !pid.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IOException("this is no process id");
    }
    return new TargetProcess(Paths.get("/proc", pid));
  }

  /** Returns {@code null} if the system does not tell. */
  @Nullable UserPrincipal owner() {
    try {
      return Files.getOwner(folder);
    } catch (IOException | RuntimeException unknown) {
      return null;
    }
  }

  /**
   * Attaching begins with SIGQUIT, which ends a process that is no JVM.
   *
   * @throws IOException if this is certainly no JVM
   */
  void requireJvm() throws IOException {
    Path mappings = folder.resolve("maps");
    if (!Files.isReadable(mappings)) {
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(mappings, StandardCharsets.ISO_8859_1)) {
      String line = lines.readLine();
      for (int i = 0; line != null && i < MAX_MAPPINGS; i++) {
        if (line.contains("/libjvm") || line.contains("/libj9vm") || line.endsWith("/java")) {
          return;
        }
        line = lines.readLine();
      }
    } catch (IOException unknown) {
      return;
    }
    throw new IOException("it is no JVM");
  }
}
