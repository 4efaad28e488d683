package ai.holysheep.agent.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the ledger's old files: those whose names the agent gives, and no others.
 *
 * <p>The clock alone decides nothing, because it may be wrong: on a day a year ahead, every file
 * would be old. So a file's age is counted from the newest day before today that has calls. Today
 * does not count, because a clock that has just jumped makes a file for its wrong day. A day that
 * no other day is near to does not count either, because a clock may jump more than once. While a
 * process runs, each day that really passes makes the files of one more day due.
 *
 * <p>Used by one thread.
 */
final class Retention {
  private static final String ANY = LedgerFileName.PREFIX + "*";

  /** Bounds the memory for a folder that is full of such names. */
  private static final int MAX_DAYS = 10_000;

  private final int retentionDays;
  private final Path folder;

  /** The first day that this process's first pass kept; null before. */
  private @Nullable LocalDate firstKeptAtStart;

  private long startNanos;

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
    int deleted = 0;
    IOException failure = null;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ANY)) {
      for (Path file : files) {
        LocalDate day = day(file);
        if (day != null && day.isBefore(firstKept)) {
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

  private LocalDate firstKept(LocalDate today, long nanos) throws IOException {
    NavigableSet<LocalDate> days = daysWithCalls(today);
    if (firstKeptAtStart == null) {
      LocalDate newest = days.lower(today);
      firstKeptAtStart = (newest == null ? today.minusDays(1) : newest).minusDays(retentionDays);
      startNanos = nanos;
    }
    LocalDate newest = days.lower(today);
    while (newest != null && !hasNeighbour(newest, days)) {
      newest = days.lower(newest);
    }
    if (newest == null) {
      return LocalDate.MIN;
    }
    LocalDate byCalls = newest.minusDays(retentionDays);
    LocalDate byProcess =
        firstKeptAtStart.plusDays(TimeUnit.NANOSECONDS.toDays(nanos - startNanos));
    return byCalls.isBefore(byProcess) ? byCalls : byProcess;
  }

  private boolean hasNeighbour(LocalDate day, NavigableSet<LocalDate> days) {
    LocalDate lower = days.lower(day);
    LocalDate higher = days.higher(day);
    return lower != null && ChronoUnit.DAYS.between(lower, day) <= retentionDays
        || higher != null && ChronoUnit.DAYS.between(day, higher) <= retentionDays;
  }

  /** Up to today. */
  private NavigableSet<LocalDate> daysWithCalls(LocalDate today) throws IOException {
    NavigableSet<LocalDate> days = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ANY)) {
      for (Path file : files) {
        LocalDate day = day(file);
        if (day != null && !day.isAfter(today) && hasCalls(file)) {
          days.add(day);
          if (days.size() > MAX_DAYS) {
            days.pollFirst();
          }
        }
      }
    }
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
