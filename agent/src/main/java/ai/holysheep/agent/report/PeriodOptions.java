package ai.holysheep.agent.report;

import ai.holysheep.agent.report.ledger.Period;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose the days of a report. */
final class PeriodOptions {
  private static final int DEFAULT_DAYS = 7;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "The last N UTC days, including today. Default: 7.")
  private @Nullable Integer days;

  @Option(names = "--from", paramLabel = "DAY", description = "The first day: 2026-11-25.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "The last day. Default: today.")
  private @Nullable LocalDate to;

  @Option(
      names = "--no-previous",
      description =
          "Leave out the period before, of the same length, which the report also reads if you"
              + " give a period.")
  private boolean withoutPrevious;

  /** Whether a report on costs compares with the period before. */
  boolean hasPrevious() {
    return areGiven() && !withoutPrevious;
  }

  boolean areGiven() {
    return days != null || from != null || to != null;
  }

  /** Throws {@link IllegalArgumentException} if the options do not go together. */
  Period toPeriod(Clock clock) {
    LocalDate today = LocalDate.now(clock);
    if (from == null) {
      if (to != null) {
        throw new IllegalArgumentException("--to needs --from");
      }
      if (days != null && days < 1) {
        throw new IllegalArgumentException("--days " + days + ": at least 1");
      }
      return Period.until(today, days == null ? DEFAULT_DAYS : days);
    }
    if (days != null) {
      throw new IllegalArgumentException("--days or --from, not both");
    }
    return new Period(from, to == null ? today : to);
  }
}
