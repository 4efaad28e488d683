package ai.holysheep.agent.start;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The file from which a command reads the agent's lines. */
final class ReplyFile {
  private ReplyFile() {}

  /**
   * Whether this is a new file of this process's user, as the command makes it: whoever can attach,
   * or call {@code agentmain}, must not make the agent write to another one.
   *
   * @throws IOException if it is not there
   */
  static boolean isNewAndOwn(File reply) throws IOException {
    Path file = reply.toPath();
    BasicFileAttributes found =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return found.isRegularFile() && found.size() == 0 && isOwn(file);
  }

  private static boolean isOwn(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return true;
    }
    Object owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
    Path process = Paths.get("/proc/self");
    return Files.exists(process) && owner.equals(Files.getOwner(process))
        || owner.toString().equals(System.getProperty("user.name"));
  }

  static void append(@Nullable File reply, String line) {
    if (reply == null) {
      return;
    }
    try (OutputStream out =
        Files.newOutputStream(
            reply.toPath(), StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException gone) {
      // The command that reads the file has ended.
    }
  }
}
