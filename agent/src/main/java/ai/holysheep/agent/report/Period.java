package ai.holysheep.agent.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** UTC days, the first and the last included. */
final class Period {
  final LocalDate from;
  final LocalDate to;

  Period(LocalDate from, LocalDate to) {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("--from " + from + " is after --to " + to);
    }
    this.from = from;
    this.to = to;
  }

  /** By ISO date, whose order is that of its text. */
  boolean contains(String day) {
    return day.compareTo(from.toString()) >= 0 && day.compareTo(to.toString()) <= 0;
  }

  /** Each day. */
  List<String> days() {
    List<String> days = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      days.add(day.toString());
    }
    return days;
  }

  @Override
  public String toString() {
    return from + " ~ " + to;
  }
}
