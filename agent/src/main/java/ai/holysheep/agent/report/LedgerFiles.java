package ai.holysheep.agent.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ledger's files in a folder. */
final class LedgerFiles {
  private static final Pattern NAME =
      Pattern.compile("holysheep-calls-(\\d{4}-\\d{2}-\\d{2})\\..*\\.?jsonl(\\.gz)?");

  private LedgerFiles() {}

  /** Those of the period's days: a file's name has its records' UTC day. */
  static List<Path> find(Iterable<Path> folders, Period period) throws IOException {
    List<Path> found = new ArrayList<>();
    boolean any = false;
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Matcher name = NAME.matcher(file.getFileName().toString());
          if (name.matches()) {
            any = true;
            if (period.contains(name.group(1))) {
              found.add(file);
            }
          }
        }
      }
    }
    if (!any) {
      throw new IOException("no holysheep-calls-*.jsonl in " + folders);
    }
    return found;
  }
}
