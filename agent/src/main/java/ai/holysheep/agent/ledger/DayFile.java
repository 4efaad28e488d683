package ai.holysheep.agent.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of the day. Each batch is one write call to a channel in append mode, which the system
 * keeps whole among processes that have the same file. Used by one thread.
 */
final class DayFile implements Closeable {
  static final String PREFIX = "holysheep-calls-";

  private final Path folder;
  private final String pid;
  private long day;
  private @Nullable Path path;
  private @Nullable FileChannel channel;
  private boolean endsWithinALine;

  DayFile(Path folder, String pid) {
    this.folder = folder;
    this.pid = pid;
  }

  /** Makes the folder where there is none, and tells early that nothing can be written there. */
  void prepare() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(folder.toString());
    }
  }

  /** Appends the batch's lines, and takes those from it that are in the file. */
  int append(Batch batch) throws IOException {
    FileChannel out = open(batch.day());
    boolean newLineFirst = endsWithinALine;
    ByteBuffer bytes = batch.bytes(newLineFirst);
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      endsWithinALine = false;
    } catch (IOException e) {
      close();
      int lines = batch.written(bytes, newLineFirst);
      if (lines > 0) {
        // The rest is tried again at once, and tells if the disk is still full.
        return lines;
      }
      throw e;
    }
    return batch.written(bytes, newLineFirst);
  }

  private FileChannel open(long wanted) throws IOException {
    FileChannel known = channel;
    Path at = path;
    // Somebody may have moved or deleted it: what is written then would be seen by nobody.
    if (known != null && at != null && day == wanted && Files.exists(at)) {
      return known;
    }
    close();
    prepare();
    Path file = folder.resolve(PREFIX + LocalDate.ofEpochDay(wanted) + "." + pid + ".jsonl");
    Set<OpenOption> options =
        new HashSet<>(
            EnumSet.of(
                StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    options.add(LinkOption.NOFOLLOW_LINKS);
    FileChannel opened = FileChannel.open(file, options, ownerOnly());
    channel = opened;
    path = file;
    day = wanted;
    endsWithinALine = endsWithinALine(file);
    return opened;
  }

  private FileAttribute<?>[] ownerOnly() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** A killed process of the same number, or a full disk, may have left a line cut off. */
  private static boolean endsWithinALine(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() == 0) {
        return false;
      }
      in.seek(in.length() - 1);
      return in.read() != '\n';
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel known = channel;
    channel = null;
    if (known != null) {
      known.close();
    }
  }
}
