package ai.holysheep.agent.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a file that has the name of a ledger file is one that the agent may append to. A
 * named pipe would block the thread that opens it. Somebody else's file would be damaged, or would
 * show the calls to its owner. Used by one thread.
 *
 * <p>No file is opened before it was seen to be a regular one, and no link is followed. A user who
 * may write in the folder can still put a pipe there between the look and the opening: Java cannot
 * open a file without waiting for a pipe's other end.
 */
final class FileInspection {
  private static final byte[] BEGINNING = "{\"timestamp\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int WRITABLE_BY_OTHERS = 0002;
  private static final int WRITABLE_BY_GROUP = 0020;
  private static final int STICKY = 01000;

  private final Path folder;
  private final boolean unix;

  /** Allocated once: later the application may use up the direct memory. */
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 + BEGINNING.length);

  /** The owner of the files that this process makes; null until the first is inspected. */
  private @Nullable UserPrincipal owner;

  FileInspection(Path folder) {
    this.folder = folder;
    unix = folder.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /**
   * Why the file is not one of the agent's; null if it is.
   *
   * @param attributes of the file itself, if it is a link
   */
  @Nullable String objection(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      return "a symbolic link";
    }
    if (!attributes.isRegularFile()) {
      return attributes.isDirectory() ? "a directory" : "a pipe or a device";
    }
    if (unix) {
      if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(owner())) {
        return "the file of another user";
      }
      Object links = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
      // A backup with hard links (cp -al) gives the agent's own files second names.
      if (!links.equals(1) && isWritableByOthers(file)) {
        return "a file with " + links + " names that other users may write to";
      }
    }
    return beginsLikeALedger(file) ? null : "not a ledger";
  }

  /** Asks the file system: in a container or on a network disk the process's own id differs. */
  private UserPrincipal owner() throws IOException {
    UserPrincipal known = owner;
    if (known == null) {
      Path probe = folder.resolve(".holysheep-" + Long.toHexString(System.nanoTime()) + ".tmp");
      Files.createFile(probe);
      try {
        known = Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
      } finally {
        Files.deleteIfExists(probe);
      }
      owner = known;
    }
    return known;
  }

  private static boolean isWritableByOthers(Path file) throws IOException {
    int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return (mode & (WRITABLE_BY_GROUP | WRITABLE_BY_OTHERS)) != 0;
  }

  /** An empty file does too, and one with a part of its first line. */
  private boolean beginsLikeALedger(Path file) throws IOException {
    read(file, false);
    // The file may have been emptied between two writes: then it begins with an end of line.
    int start = buffer.hasRemaining() && buffer.get(0) == '\n' ? 1 : 0;
    int length = Math.min(buffer.limit() - start, BEGINNING.length);
    for (int i = 0; i < length; i++) {
      if (buffer.get(start + i) != BEGINNING[i]) {
        return false;
      }
    }
    return true;
  }

  /** A killed process with the same id, or a full disk, may have left half a line. */
  boolean endsWithinLine(Path file) throws IOException {
    read(file, true);
    return buffer.hasRemaining() && buffer.get(buffer.limit() - 1) != '\n';
  }

  /** Reads the first bytes of the file into the buffer, or the last ones. */
  private void read(Path file, boolean last) throws IOException {
    buffer.clear();
    try (FileChannel in =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      if (last) {
        in.position(Math.max(0, in.size() - buffer.capacity()));
      }
      int read = 0;
      while (read >= 0 && buffer.hasRemaining()) {
        read = in.read(buffer);
      }
    }
    buffer.flip();
  }

  /** Whether every user of the machine may delete or replace the folder's files. */
  boolean isFolderOpenToAll() throws IOException {
    if (!unix) {
      return false;
    }
    int mode = (Integer) Files.getAttribute(folder, "unix:mode");
    return (mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0;
  }
}
