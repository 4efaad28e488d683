package ai.holysheep.agent.report.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ledger's files for a period. */
public final class LedgerFiles {
  private static final Pattern NAME =
      Pattern.compile("holysheep-calls-(\\d{4}-\\d{2}-\\d{2})\\..*\\.?jsonl(\\.gz)?");
  private static final String COMPRESSED = ".gz";

  private final Period period;
  private final List<Path> paths = new ArrayList<>();
  private boolean anyDay;
  private int duplicates;

  private LedgerFiles(Period period) {
    this.period = period;
  }

  /**
   * The files of these folders whose name has a day of the period. A file has the calls of one UTC
   * day, which is in its name. A folder that is given twice is read once.
   */
  public static LedgerFiles find(Iterable<Path> folders, Period period) throws IOException {
    LedgerFiles files = new LedgerFiles(period);
    Set<Path> known = new HashSet<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      if (known.add(folder.toRealPath())) {
        files.addFolder(folder);
      }
    }
    if (!files.anyDay) {
      throw new IOException("no holysheep-calls-*.jsonl in " + folders);
    }
    return files;
  }

  public List<Path> paths() {
    return Collections.unmodifiableList(paths);
  }

  /** Compressed files that were left out, because the same file is there uncompressed. */
  public int duplicates() {
    return duplicates;
  }

  private void addFolder(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          anyDay = true;
          if (period.contains(name.group(1))) {
            addFile(file);
          }
        }
      }
    }
  }

  /** Whoever compresses a file may keep the original, or may not be done yet. */
  private void addFile(Path file) {
    String name = file.getFileName().toString();
    if (name.endsWith(COMPRESSED)
        && Files.exists(
            file.resolveSibling(name.substring(0, name.length() - COMPRESSED.length())))) {
      duplicates++;
    } else {
      paths.add(file);
    }
  }
}
