package ai.holysheep.agent.report;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which days a report is about. */
final class PeriodOptions {
  private static final int DAYS = 7;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "The last N UTC days, today included. 7, if nothing else is said.")
  private @Nullable Integer days;

  @Option(names = "--from", paramLabel = "DAY", description = "First day, as 2026-11-25.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DAY", description = "Last day; today if it is left out.")
  private @Nullable LocalDate to;

  boolean given() {
    return days != null || from != null || to != null;
  }

  Period period(Clock clock) {
    LocalDate today = LocalDate.now(clock);
    if (from == null) {
      if (to != null) {
        throw new IllegalArgumentException("--to needs --from");
      }
      if (days != null && days < 1) {
        throw new IllegalArgumentException("--days " + days + ": at least 1");
      }
      return new Period(today.minusDays((days == null ? DAYS : days) - 1), today);
    }
    if (days != null) {
      throw new IllegalArgumentException("--days or --from, not both");
    }
    return new Period(from, to == null ? today : to);
  }
}
