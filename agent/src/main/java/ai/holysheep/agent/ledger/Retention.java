package ai.holysheep.agent.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Deletes the ledger's old files: those whose names the agent made, and no others. */
final class Retention {
  private static final Pattern FILE_NAME =
      Pattern.compile(DayFile.PREFIX + "(\\d{4}-\\d{2}-\\d{2})\\.\\d+\\.jsonl(\\.gz)?");

  private Retention() {}

  /** Returns how many it deleted. Another process may delete the same files at the same time. */
  static int deleteBefore(LocalDate firstKept, Path folder) throws IOException {
    int deleted = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, DayFile.PREFIX + "*")) {
      for (Path file : files) {
        if (isOlder(file, firstKept)
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.deleteIfExists(file)) {
          deleted++;
        }
      }
    }
    return deleted;
  }

  private static boolean isOlder(Path file, LocalDate firstKept) {
    Matcher name = FILE_NAME.matcher(String.valueOf(file.getFileName()));
    try {
      return name.matches() && LocalDate.parse(name.group(1)).isBefore(firstKept);
    } catch (DateTimeException noDay) {
      return false;
    }
  }
}
