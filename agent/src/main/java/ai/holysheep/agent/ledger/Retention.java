package ai.holysheep.agent.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the ledger's old files: those whose names the agent gives, and no others.
 *
 * <p>The clock alone decides nothing, because it may be wrong: on a day a year ahead, every file
 * would be old. So the clock has to say that a file is more than {@code retentionDays} old, and one
 * of two things that do not depend on the clock has to confirm it:
 *
 * <ul>
 *   <li>More than {@code retentionDays} later days have calls. A real day adds one such day, also
 *       if the clock is wrong, so a wrong day makes the files of at most one more day due. Today
 *       does not count, because a clock that has just jumped makes a file for its wrong day.
 *   <li>This process has known the file for {@code retentionDays} by {@code System.nanoTime}, which
 *       does not jump.
 * </ul>
 *
 * <p>Used by one thread.
 */
final class Retention {
  private static final String ANY = LedgerFileName.PREFIX + "*";

  /** Bounds the memory for a folder that is full of such names. */
  private static final int MAX_DAYS = 10_000;

  private final int retentionDays;
  private final Path folder;

  /** By {@code System.nanoTime}, when a pass first found a file of the day. */
  private Map<LocalDate, Long> foundAtNanos = new HashMap<>();

  Retention(int retentionDays, Path folder) {
    this.retentionDays = Math.max(1, retentionDays);
    this.folder = folder;
  }

  /**
   * Another process may delete the same files at the same time.
   *
   * @param today the UTC day by the clock
   * @param nanos the time of {@code System.nanoTime}, which does not jump
   * @return how many files were deleted
   * @throws IOException the first failure; the other files are deleted in spite of it
   */
  int deleteExpired(LocalDate today, long nanos) throws IOException {
    LocalDate firstKept = firstKept(today, nanos);
    LocalDate firstYoung = today.minusDays(1L + retentionDays);
    int deleted = 0;
    IOException failure = null;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ANY)) {
      for (Path file : files) {
        LocalDate day = day(file);
        if (day != null
            && day.isBefore(firstYoung)
            && (day.isBefore(firstKept) || isKnownLongEnough(day, nanos))) {
          try {
            deleted += Files.deleteIfExists(file) ? 1 : 0;
          } catch (IOException e) {
            failure = failure == null ? e : failure;
          }
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return deleted;
  }

  private boolean isKnownLongEnough(LocalDate day, long nanos) {
    Long found = foundAtNanos.get(day);
    return found != null && TimeUnit.NANOSECONDS.toDays(nanos - found) >= retentionDays;
  }

  /** The first of the newest {@code retentionDays + 1} days before today that have calls. */
  private LocalDate firstKept(LocalDate today, long nanos) throws IOException {
    NavigableSet<LocalDate> days = daysWithCalls(today, nanos);
    int kept = 0;
    for (LocalDate day : days.descendingSet()) {
      kept++;
      if (kept > retentionDays) {
        return day;
      }
    }
    return LocalDate.MIN;
  }

  /** Before today. Remembers every day, so that its time in this process can be measured. */
  private NavigableSet<LocalDate> daysWithCalls(LocalDate today, long nanos) throws IOException {
    NavigableSet<LocalDate> days = new TreeSet<>();
    Map<LocalDate, Long> found = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ANY)) {
      for (Path file : files) {
        LocalDate day = day(file);
        if (day == null) {
          continue;
        }
        if (found.size() < MAX_DAYS) {
          found.put(day, foundAtNanos.getOrDefault(day, nanos));
        }
        if (day.isBefore(today) && hasCalls(file)) {
          days.add(day);
          if (days.size() > MAX_DAYS) {
            days.pollFirst();
          }
        }
      }
    }
    foundAtNanos = found;
    return days;
  }

  /** The day of a regular file; null for anything else. */
  private static @Nullable LocalDate day(Path file) {
    LocalDate day = LedgerFileName.day(String.valueOf(file.getFileName()));
    return day != null && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? day : null;
  }

  private static boolean hasCalls(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).size()
          > 0;
    } catch (IOException deletedMeanwhile) {
      return false;
    }
  }
}
