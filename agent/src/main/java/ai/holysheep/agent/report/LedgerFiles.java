package ai.holysheep.agent.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ledger's files in some folders, each once. */
final class LedgerFiles {
  private static final Pattern NAME =
      Pattern.compile("holysheep-calls-(\\d{4}-\\d{2}-\\d{2})\\..*\\.?jsonl(\\.gz)?");
  private static final String COMPRESSED = ".gz";

  /** Those of the period's days. */
  final List<Path> found = new ArrayList<>();

  private final Period period;
  private boolean any;
  private int twice;

  private LedgerFiles(Period period) {
    this.period = period;
  }

  /** Those of the period's days: a file's name has its records' UTC day. */
  static LedgerFiles find(Iterable<Path> folders, Period period) throws IOException {
    LedgerFiles files = new LedgerFiles(period);
    Set<Path> once = new LinkedHashSet<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      if (once.add(folder.toRealPath())) {
        files.look(folder);
      }
    }
    if (!files.any) {
      throw new IOException("no holysheep-calls-*.jsonl in " + folders);
    }
    return files;
  }

  private void look(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          any = true;
          if (period.contains(name.group(1))) {
            add(file);
          }
        }
      }
    }
  }

  /** Who compresses a file may keep it, or not be done yet. */
  private void add(Path file) {
    String name = file.getFileName().toString();
    if (name.endsWith(COMPRESSED)
        && Files.exists(
            file.resolveSibling(name.substring(0, name.length() - COMPRESSED.length())))) {
      twice++;
    } else {
      found.add(file);
    }
  }

  void note(List<String> notes) {
    if (twice > 0) {
      notes.add("left out, since the same file is there uncompressed: " + twice);
    }
  }
}
