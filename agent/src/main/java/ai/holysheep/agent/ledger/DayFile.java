package ai.holysheep.agent.ledger;

import ai.holysheep.agent.diagnostics.Log;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of the day. Each write is one of whole lines to a channel in append mode, which the
 * operating system does not mix with the writes of other processes to the same file. Used by one
 * thread.
 */
class DayFile {
  /** Longer than any line, and allocated once: later the application may use up this memory. */
  private static final int BUFFER_BYTES = 16 * 1024;

  private final Path folder;
  private final String processId;
  private final FileInspection inspection;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private long epochDay;
  private @Nullable Path path;
  private @Nullable Object key;
  private @Nullable FileChannel channel;
  private boolean endsWithinLine;

  /** The last name that was logged because it is not the usual one. */
  private @Nullable Path logged;

  DayFile(Path folder, String processId) {
    this.folder = folder;
    this.processId = processId;
    inspection = new FileInspection(folder);
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

  boolean isFolderOpenToAll() throws IOException {
    return inspection.isFolderOpenToAll();
  }

  /**
   * Appends the batch's lines, and removes from the batch those that are in the file, also if it
   * throws.
   *
   * @return how many lines were appended
   */
  int append(Batch batch) throws IOException {
    FileChannel out = open(batch.epochDay());
    boolean newLineFirst = endsWithinLine;
    ByteBuffer bytes = batch.encode(newLineFirst);
    try {
      while (bytes.hasRemaining()) {
        writeLines(bytes, out);
      }
      endsWithinLine = false;
    } catch (IOException | RuntimeException | Error e) {
      int lines = batch.removeWritten(bytes, newLineFirst);
      close();
      if (lines > 0) {
        // The caller tries the rest at once, which fails if the disk is still full.
        return lines;
      }
      throw e;
    }
    return batch.removeWritten(bytes, newLineFirst);
  }

  /** The position of {@code bytes} is always what the file has of them. */
  private void writeLines(ByteBuffer bytes, FileChannel out) throws IOException {
    int length = Math.min(bytes.remaining(), BUFFER_BYTES);
    if (length < bytes.remaining()) {
      length = endOfLine(bytes, length);
    }
    ByteBuffer lines = bytes.duplicate();
    lines.limit(lines.position() + length);
    buffer.clear();
    buffer.put(lines);
    buffer.flip();
    while (buffer.hasRemaining()) {
      int written = write(buffer, out);
      bytes.position(bytes.position() + written);
    }
  }

  /** A test lets it fail. */
  int write(ByteBuffer lines, FileChannel out) throws IOException {
    return out.write(lines);
  }

  /** How many of so many bytes are whole lines; all of them for a line that is longer. */
  private static int endOfLine(ByteBuffer bytes, int length) {
    for (int end = length; end > 0; end--) {
      if (bytes.get(bytes.position() + end - 1) == '\n') {
        return end;
      }
    }
    return length;
  }

  private FileChannel open(long wantedDay) throws IOException {
    FileChannel known = channel;
    if (known != null && epochDay == wantedDay && isStillThere()) {
      return known;
    }
    close();
    createFolder();
    String refusal = "";
    for (int number = 0; number < LedgerFileName.NAMES; number++) {
      Path file = folder.resolve(LedgerFileName.of(wantedDay, processId, number));
      String objection = open(file, wantedDay);
      if (objection == null) {
        log(file, refusal);
        return Objects.requireNonNull(channel);
      }
      refusal = refusal.isEmpty() ? file.getFileName() + " is " + objection : refusal;
    }
    throw new IOException(refusal + ", and so are the agent's other names for this day taken");
  }

  /** If someone has moved, replaced or deleted the file, further lines in it would be lost. */
  private boolean isStillThere() {
    Path file = path;
    if (file == null) {
      return false;
    }
    try {
      return Objects.equals(key, attributes(file).fileKey());
    } catch (IOException gone) {
      return false;
    }
  }

  /** Opens the file, or returns why it is not the agent's. */
  private @Nullable String open(Path file, long day) throws IOException {
    FileChannel opened;
    try {
      opened = FileChannel.open(file, options(StandardOpenOption.CREATE_NEW), ownerOnly());
    } catch (FileAlreadyExistsException exists) {
      String objection = objection(file);
      if (objection != null) {
        return objection;
      }
      try {
        opened = FileChannel.open(file, options());
      } catch (AccessDeniedException readOnly) {
        return "read-only";
      }
    }
    try {
      endsWithinLine = inspection.endsWithinLine(file);
      key = attributes(file).fileKey();
      path = file;
      epochDay = day;
      channel = opened;
    } finally {
      if (channel == null) {
        opened.close();
      }
    }
    return null;
  }

  private @Nullable String objection(Path file) throws IOException {
    try {
      return inspection.objection(file, attributes(file));
    } catch (NoSuchFileException deleted) {
      // Just now. The caller fails to open it, and tries again.
      return null;
    } catch (AccessDeniedException unreadable) {
      return "the file of another user";
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static Set<OpenOption> options(OpenOption... more) {
    Set<OpenOption> options = new HashSet<>(Arrays.asList(more));
    options.add(StandardOpenOption.WRITE);
    options.add(StandardOpenOption.APPEND);
    options.add(LinkOption.NOFOLLOW_LINKS);
    return options;
  }

  private FileAttribute<?>[] ownerOnly() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private void log(Path file, String refusal) {
    if (!refusal.isEmpty() && !file.equals(logged)) {
      logged = file;
      Log.warn("ledger: " + refusal + ", so calls go to " + file);
    }
  }

  /** What was written is in the file already, so a failure to close it loses nothing. */
  private void close() {
    FileChannel known = channel;
    channel = null;
    if (known != null) {
      try {
        known.close();
      } catch (IOException nothingLost) {
        Log.debug("ledger: " + nothingLost);
      }
    }
  }
}
