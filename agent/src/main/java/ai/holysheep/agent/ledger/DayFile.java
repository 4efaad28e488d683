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
 * The file of the day. Each batch is one write to a channel in append mode, which the operating
 * system does not mix with the writes of other processes to the same file. Used by one thread.
 */
final class DayFile implements Closeable {
  static final String PREFIX = "holysheep-calls-";

  private final Path folder;
  private final String processId;
  private long epochDay;
  private @Nullable Path path;
  private @Nullable FileChannel channel;
  private boolean endsWithinLine;

  DayFile(Path folder, String processId) {
    this.folder = folder;
    this.processId = processId;
  }

  /** Creates the folder if it is missing, and fails if no file can be created in it. */
  void createFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(folder.toString());
    }
  }

  /**
   * Appends the batch's lines, and removes from the batch those that are in the file.
   *
   * @return how many lines were appended
   */
  int append(Batch batch) throws IOException {
    FileChannel out = open(batch.epochDay());
    boolean newLineFirst = endsWithinLine;
    ByteBuffer bytes = batch.encode(newLineFirst);
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      endsWithinLine = false;
    } catch (IOException e) {
      close();
      int lines = batch.removeWritten(bytes, newLineFirst);
      if (lines > 0) {
        // The caller tries the rest at once, which fails if the disk is still full.
        return lines;
      }
      throw e;
    }
    return batch.removeWritten(bytes, newLineFirst);
  }

  private FileChannel open(long wantedDay) throws IOException {
    FileChannel known = channel;
    Path knownPath = path;
    // If someone has moved or deleted the file, further lines in it would be lost.
    if (known != null && knownPath != null && epochDay == wantedDay && Files.exists(knownPath)) {
      return known;
    }
    close();
    createFolder();
    Path file =
        folder.resolve(PREFIX + LocalDate.ofEpochDay(wantedDay) + "." + processId + ".jsonl");
    Set<OpenOption> options =
        new HashSet<>(
            EnumSet.of(
                StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    options.add(LinkOption.NOFOLLOW_LINKS);
    FileChannel opened = FileChannel.open(file, options, ownerOnly());
    channel = opened;
    path = file;
    epochDay = wantedDay;
    endsWithinLine = endsWithinLine(file);
    return opened;
  }

  private FileAttribute<?>[] ownerOnly() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** A killed process with the same id, or a full disk, may have left half a line. */
  private static boolean endsWithinLine(Path file) throws IOException {
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
