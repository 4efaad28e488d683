package ai.holysheep.agent.ledger;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of the ledger's files: {@code holysheep-calls-2026-11-25.77.jsonl}, with the UTC day
 * and the process id. If a file with that name is not the agent's, the next name is {@code
 * holysheep-calls-2026-11-25.77.1.jsonl}. Whoever compresses a file adds {@code .gz}.
 */
final class LedgerFileName {
  static final String PREFIX = "holysheep-calls-";

  /** How many names a process has for one day. */
  static final int NAMES = 10;

  private static final Pattern NAME =
      Pattern.compile(PREFIX + "(\\d{4}-\\d{2}-\\d{2})\\.\\d+(\\.\\d)?\\.jsonl(\\.gz)?");

  private LedgerFileName() {}

  /**
   * @param number 0 for the usual name, up to {@link #NAMES} - 1
   */
  static String of(long epochDay, String processId, int number) {
    String owner = number == 0 ? processId : processId + "." + number;
    return PREFIX + LocalDate.ofEpochDay(epochDay) + "." + owner + ".jsonl";
  }

  /** The day in a name that the agent gives; null for every other name. */
  static @Nullable LocalDate day(String fileName) {
    Matcher name = NAME.matcher(fileName);
    try {
      return name.matches() ? LocalDate.parse(name.group(1)) : null;
    } catch (DateTimeException noDay) {
      return null;
    }
  }
}
