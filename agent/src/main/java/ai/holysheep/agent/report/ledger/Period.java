package ai.holysheep.agent.report.ledger;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** UTC days of the years 1 to 9999, the first and the last included. Immutable. */
public final class Period {
  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private final LocalDate from;
  private final LocalDate to;
  private final String first;
  private final String last;

  /** Throws {@link IllegalArgumentException} for other days, and for days in the wrong order. */
  public Period(LocalDate from, LocalDate to) {
    requireDay("--from", from);
    requireDay("--to", to);
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("--from " + from + " is after --to " + to);
    }
    this.from = from;
    this.to = to;
    first = from.toString();
    last = to.toString();
  }

  /** The last {@code days} days up to {@code to}, or fewer if it has fewer before it. */
  public static Period until(LocalDate to, int days) {
    LocalDate from = to.minusDays(days - 1L);
    return new Period(from.isBefore(FIRST_DAY) ? FIRST_DAY : from, to);
  }

  /** The days before, as many as this period has; {@code null} if the calendar has fewer. */
  public @Nullable Period previous() {
    LocalDate start = from.minusDays(days());
    return start.isBefore(FIRST_DAY) ? null : new Period(start, from.minusDays(1));
  }

  /** From the first day of this period to the last of a later one. */
  Period to(Period later) {
    return new Period(from, later.to);
  }

  public long days() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }

  /** Whether a day's ISO text has ten characters, without a sign. */
  public static boolean isDay(LocalDate day) {
    return !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
  }

  private static void requireDay(String option, LocalDate day) {
    if (!isDay(day)) {
      throw new IllegalArgumentException(
          option + " " + day + ": a day from " + FIRST_DAY + " to " + LAST_DAY);
    }
  }

  /** Compares ISO dates as texts, which have the same order. */
  public boolean contains(String day) {
    return day.compareTo(first) >= 0 && day.compareTo(last) <= 0;
  }

  @Override
  public String toString() {
    return first + " ~ " + last;
  }
}
