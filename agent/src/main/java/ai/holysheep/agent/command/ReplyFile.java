package ai.holysheep.agent.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file to which the agent in the other JVM writes lines for this command. Only that JVM's user
 * can write it, and nobody else can read it. It is opened once: if it is replaced, for example by a
 * link, this process does not read what is there then.
 */
final class ReplyFile implements AutoCloseable {
  static final int MAX_BYTES = 1 << 16;

  private static final long POLL_MILLIS = 50;

  private final Path folder;
  private final Path file;
  private final FileChannel in;

  private ReplyFile(Path folder, Path file, FileChannel in) {
    this.folder = folder;
    this.file = file;
    this.in = in;
  }

  /** Makes an empty file in a new folder, both only for this process's user. */
  static ReplyFile create(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, "holysheep-");
    Path file = folder.resolve("reply.txt");
    // If a signal ends this process. Deleted in the opposite order.
    folder.toFile().deleteOnExit();
    file.toFile().deleteOnExit();
    Files.createFile(file);
    if (isPosix(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return new ReplyFile(folder, file, FileChannel.open(file, StandardOpenOption.READ));
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  Path path() {
    return file;
  }

  /**
   * Lets the other JVM's user write the file. Only root can do that, and only root can attach to
   * the JVM of another user. The folder stays ours, so that user cannot put anything else there.
   *
   * @param user {@code null} if unknown; then it is taken to be this process's
   */
  void giveTo(@Nullable UserPrincipal user) throws IOException {
    if (user == null || !isPosix(file) || user.equals(Files.getOwner(file))) {
      return;
    }
    try {
      Files.setOwner(file, user);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException notRoot) {
      // The system may hide the owner of a JVM that is ours: root then seems to be it.
    }
  }

  /**
   * Prints each complete line until one that ends the answer, or until the time is over. Returns
   * the process's exit status, or -1 if the time is over.
   */
  int follow(PrintStream stdout, long timeoutNanos, Pattern success, Pattern failure)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    int shown = 0;
    while (System.nanoTime() - start < timeoutNanos) {
      String text = read();
      String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n");
      for (; shown < lines.length && !lines[shown].isEmpty(); shown++) {
        String line = printable(lines[shown]);
        stdout.println(line);
        if (failure.matcher(line).find()) {
          return 1;
        }
        if (success.matcher(line).find()) {
          return 0;
        }
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return -1;
  }

  private String read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = in.read(bytes, bytes.position());
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  /** Without what a terminal obeys: control characters, and marks that change the direction. */
  private static String printable(String line) {
    StringBuilder printable = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      int type = Character.getType(c);
      boolean obeyed =
          type == Character.CONTROL
              || type == Character.FORMAT
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR;
      printable.append(obeyed ? '?' : c);
    }
    return printable.toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
    Files.deleteIfExists(file);
    Files.deleteIfExists(folder);
  }
}
