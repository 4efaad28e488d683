package ai.holysheep.agent.metrics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a cap of so many USD a day would have stopped: each call that ended when this JVM's
 * calls of that day had cost as much as the cap. No call is stopped. A day is a day of UTC, and a
 * call belongs to the day on which it ended. Any thread may record, without a lock.
 */
final class DailyCap {
  private static final long PICODOLLARS = 1_000_000_000_000L;
  private static final int PICODOLLAR_DECIMALS = 12;
  private static final long MILLIS_PER_DAY = TimeUnit.DAYS.toMillis(1);

  private final long usd;
  private final long picodollars;
  private final ExactSum requests;
  private final ExactSum cost;
  private final AtomicReference<Days> days =
      new AtomicReference<>(new Days(new Day(Long.MIN_VALUE, 0, 0), null));

  /**
   * @param cap in USD, with at most 9 digits before the point
   */
  DailyCap(MetricFactory factory, BigDecimal cap) {
    BigInteger[] wholeAndRest =
        cap.movePointRight(PICODOLLAR_DECIMALS)
            .toBigInteger()
            .divideAndRemainder(BigInteger.valueOf(PICODOLLARS));
    usd = wholeAndRest[0].longValue();
    picodollars = wholeAndRest[1].longValue();
    requests = factory.counter(MetricDefinition.BUDGET_EXCEEDED_REQUESTS).series();
    cost = factory.costCounter(MetricDefinition.BUDGET_EXCEEDED_COST).series();
  }

  /**
   * Counts a call.
   *
   * @param endMillis when it ended, since 1970
   * @param amount what it and its parts have cost, in picodollars; 0 if that is unknown
   */
  void record(long endMillis, long amount) {
    if (isReachedBefore(Math.floorDiv(endMillis, MILLIS_PER_DAY), amount)) {
      requests.add(1);
      cost.add(amount);
    }
  }

  /** Adds the amount to the day's sum. Returns whether that was as much as the cap before. */
  private boolean isReachedBefore(long number, long amount) {
    while (true) {
      Days known = Objects.requireNonNull(days.get());
      Day day = known.day(number);
      boolean reached = isReached(day);
      if (reached && day == known.latest) {
        return true;
      }
      if (days.compareAndSet(known, known.with(reached ? day : day.plus(amount)))) {
        return reached;
      }
    }
  }

  private boolean isReached(Day day) {
    return day.usd > usd || day.usd == usd && day.picodollars >= picodollars;
  }

  /**
   * The two days that were used last: around midnight, calls of both are counted. A clock that is
   * set to another day and back finds its day again. Immutable.
   */
  private static final class Days {
    final Day latest;
    final @Nullable Day other;

    Days(Day latest, @Nullable Day other) {
      this.latest = latest;
      this.other = other;
    }

    Day day(long number) {
      if (latest.number == number) {
        return latest;
      }
      return other != null && other.number == number ? other : new Day(number, 0, 0);
    }

    Days with(Day day) {
      return new Days(day, latest.number == day.number ? other : latest);
    }
  }

  /** What the calls of a day have cost, until the cap is reached. Immutable. */
  private static final class Day {
    /** Days since 1970. */
    final long number;

    final long usd;

    /** Below 1 USD. */
    final long picodollars;

    Day(long number, long usd, long picodollars) {
      this.number = number;
      this.usd = usd;
      this.picodollars = picodollars;
    }

    Day plus(long amount) {
      long rest = picodollars + amount % PICODOLLARS;
      return new Day(number, usd + amount / PICODOLLARS + rest / PICODOLLARS, rest % PICODOLLARS);
    }
  }
}
