package ai.holysheep.agent.report.ledger;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ledger's files for a period. Only regular files are read: a FIFO or a device may never end. A
 * link to a regular file is followed, and a file that has several names is read once.
 */
public final class LedgerFiles {
  /** Limits the memory for names and the time: a file for each of 270 processes on 365 days. */
  public static final int MAX_FILES = 100_000;

  private static final Pattern NAME =
      Pattern.compile("holysheep-calls-(\\d{4}-\\d{2}-\\d{2})\\..*\\.?jsonl(\\.gz)?");
  private static final String COMPRESSED = ".gz";

  private final Period period;
  private final int maxFiles;
  private final List<LedgerFile> files = new ArrayList<>();
  private final UnreadFiles unread = new UnreadFiles();

  /** What the file system calls the files, whatever their names are. */
  private final Set<Object> identities = new HashSet<>();

  private boolean anyDay;
  private int compressedCopies;
  private int otherNames;
  private long aboveLimit;

  private LedgerFiles(Period period, int maxFiles) {
    this.period = period;
    this.maxFiles = maxFiles;
  }

  /**
   * The files of these folders whose name has a day of the period. A file has the calls of one UTC
   * day, which is in its name. A folder that is given twice is read once.
   */
  public static LedgerFiles find(Iterable<Path> folders, Period period) throws IOException {
    return find(folders, period, MAX_FILES);
  }

  static LedgerFiles find(Iterable<Path> folders, Period period, int maxFiles) throws IOException {
    LedgerFiles found = new LedgerFiles(period, maxFiles);
    Set<Path> known = new HashSet<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      if (known.add(folder.toRealPath())) {
        found.addFolder(folder);
      }
    }
    if (!found.anyDay) {
      throw new IOException("no holysheep-calls-*.jsonl in " + folders);
    }
    return found;
  }

  public List<LedgerFile> files() {
    return Collections.unmodifiableList(files);
  }

  /** Has the files that are no regular files; the reader adds those that it cannot read. */
  public UnreadFiles unread() {
    return unread;
  }

  /** How many files were left out, because there are more than {@link #MAX_FILES}. */
  public long aboveLimit() {
    return aboveLimit;
  }

  /** What was left out on purpose, in sentences. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (compressedCopies > 0) {
      notes.add("left out, since the same file is there uncompressed: " + compressedCopies);
    }
    if (otherNames > 0) {
      notes.add("left out, since the same file is there by another name: " + otherNames);
    }
    if (aboveLimit > 0) {
      notes.add("not read, since a report reads " + maxFiles + " files: " + aboveLimit);
    }
    return notes;
  }

  private void addFolder(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path file : entries) {
        Matcher name = NAME.matcher(name(file));
        if (name.matches()) {
          anyDay = true;
          if (period.contains(name.group(1))) {
            addFile(file);
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void addFile(Path file) {
    String name = name(file);
    // Whoever compresses a file may keep the original, or may not be done yet.
    if (name.endsWith(COMPRESSED)
        && Files.exists(
            file.resolveSibling(name.substring(0, name.length() - COMPRESSED.length())))) {
      compressedCopies++;
    } else if (files.size() + unread.count() >= maxFiles) {
      aboveLimit++;
    } else {
      addUncounted(file);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private void addUncounted(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        unread.add(file, "not a regular file");
      } else if (attributes.size() == 0 && name(file).endsWith(COMPRESSED)) {
        unread.add(file, "cut short");
      } else if (identities.add(identity(file, attributes))) {
        files.add(new LedgerFile(file, attributes.size()));
      } else {
        otherNames++;
      }
    } catch (IOException | RuntimeException e) {
      unread.add(file, e);
    }
  }

  /** Windows has no key. */
  private static Object identity(Path file, BasicFileAttributes attributes) throws IOException {
    Object key = attributes.fileKey();
    return key == null ? file.toRealPath() : key;
  }
}
