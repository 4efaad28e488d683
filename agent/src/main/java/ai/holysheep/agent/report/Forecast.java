package ai.holysheep.agent.report;

import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.ledger.CallKey;
import ai.holysheep.agent.report.ledger.Grouping;
import ai.holysheep.agent.report.ledger.Period;
import ai.holysheep.agent.report.totals.CallTotals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this month will have cost by its end, if each further day costs what the last whole days did
 * on average. An estimate for people, which is a part of no sum. Immutable.
 */
final class Forecast {
  static final Grouping KEY = new Grouping(CallKey.DAY);

  /** A week has each of its days once. */
  private static final int DAYS = 7;

  private static final int DECIMALS = 12;

  private final Period period;
  private final LocalDate today;

  private Forecast(Period period, LocalDate today) {
    this.period = period;
    this.today = today;
  }

  /** {@code null} if the period has not all days of this month so far. */
  static @Nullable Forecast of(Period period, Clock clock) {
    LocalDate today = LocalDate.now(clock);
    return period.contains(today.withDayOfMonth(1).toString()) && period.contains(today.toString())
        ? new Forecast(period, today)
        : null;
  }

  /**
   * {@code null} before the first whole day of the calls.
   *
   * @param days the sums by {@link #KEY}
   */
  @Nullable String note(Map<String, CallTotals> days) {
    BigDecimal soFar = cost(days, today.withDayOfMonth(1), today);
    int whole = wholeDays(days);
    if (whole == 0) {
      return null;
    }
    BigDecimal recent = cost(days, today.minusDays(whole), today.minusDays(1));
    BigDecimal pace = recent.divide(BigDecimal.valueOf(whole), DECIMALS, RoundingMode.HALF_UP);
    BigDecimal restOfToday = pace.subtract(cost(days, today)).max(BigDecimal.ZERO);
    int daysLeft = today.lengthOfMonth() - today.getDayOfMonth();
    BigDecimal atEnd = soFar.add(restOfToday).add(pace.multiply(BigDecimal.valueOf(daysLeft)));
    return today.toString().substring(0, 7)
        + " so far: "
        + Cell.usd(soFar).rounded()
        + " USD; at the pace of the last "
        + (whole == 1 ? "whole day" : whole + " whole days")
        + ", "
        + Cell.usd(atEnd).rounded()
        + " USD by its end (estimate)";
  }

  /** The days before today, up to a week, from the first that cost anything. */
  private int wholeDays(Map<String, CallTotals> days) {
    int whole = 0;
    for (int i = 1; i <= DAYS && period.contains(today.minusDays(i).toString()); i++) {
      if (cost(days, today.minusDays(i)).signum() != 0) {
        whole = i;
      }
    }
    return whole;
  }

  /** Of all days from the first to the last. */
  private static BigDecimal cost(Map<String, CallTotals> days, LocalDate first, LocalDate last) {
    BigDecimal sum = BigDecimal.ZERO;
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      sum = sum.add(cost(days, day));
    }
    return sum;
  }

  private static BigDecimal cost(Map<String, CallTotals> days, LocalDate day) {
    CallTotals totals = days.get(day.toString());
    return totals == null ? BigDecimal.ZERO : totals.cost();
  }
}
