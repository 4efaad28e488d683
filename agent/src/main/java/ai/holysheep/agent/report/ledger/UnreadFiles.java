package ai.holysheep.agent.report.ledger;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The files that could not be read to their end, and why. Thread-safe. */
public final class UnreadFiles {
  /** More would hide the report. */
  private static final int MAX_NAMED = 20;

  private final Map<Path, String> reasons = new ConcurrentSkipListMap<>();

  /** Keeps the last reason for a file. */
  void add(Path file, String why) {
    reasons.put(file, why);
  }

  void add(Path file, Throwable e) {
    add(file, reason(e));
  }

  public int count() {
    return reasons.size();
  }

  /** A sentence for each of the first files, and one for all others. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (Map.Entry<Path, String> file : reasons.entrySet()) {
      if (notes.size() == MAX_NAMED) {
        notes.add("more files that were not read to their end: " + (reasons.size() - MAX_NAMED));
        break;
      }
      notes.add(file.getKey() + " was not read to its end: " + file.getValue());
    }
    return notes;
  }

  private static String reason(Throwable e) {
    String message = e instanceof FileSystemException ? null : e.getMessage();
    return e instanceof IOException && message != null ? message : e.getClass().getSimpleName();
  }
}
