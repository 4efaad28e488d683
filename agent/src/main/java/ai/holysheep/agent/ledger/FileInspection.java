package ai.holysheep.agent.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a file that has the name of a ledger file is one that the agent may append to. A
 * named pipe would block the thread that opens it. Somebody else's file would be damaged, or would
 * show the calls to its owner. Used by one thread.
 */
final class FileInspection {
  private static final byte[] BEGINNING = "{\"timestamp\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int WRITABLE_BY_OTHERS = 0002;
  private static final int STICKY = 01000;

  private final Path folder;
  private final boolean unix;

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
      Object links = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
      if (!links.equals(1)) {
        return "a file with " + links + " names";
      }
      if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(owner())) {
        return "the file of another user";
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

  /** An empty file does too, and one with a part of its first line. */
  private static boolean beginsLikeALedger(Path file) throws IOException {
    // It needs no direct memory, which the application may have used up.
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      int next = in.read();
      if (next == '\n') {
        // The file was emptied between two writes.
        next = in.read();
      }
      for (int i = 0; i < BEGINNING.length && next != -1; i++, next = in.read()) {
        if (next != BEGINNING[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /** A killed process with the same id, or a full disk, may have left half a line. */
  static boolean endsWithinLine(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() == 0) {
        return false;
      }
      in.seek(in.length() - 1);
      return in.read() != '\n';
    }
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
