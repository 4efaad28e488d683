package ai.holysheep.agent.report.ledger;

import java.time.LocalDate;

/** UTC days, the first and the last included. Immutable. */
public final class Period {
  private final String first;
  private final String last;

  public Period(LocalDate from, LocalDate to) {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("--from " + from + " is after --to " + to);
    }
    first = from.toString();
    last = to.toString();
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
