package ai.holysheep.agent.pricing;

import java.util.concurrent.TimeUnit;

/** When prices apply: from a moment on, and within a part of each day. UTC. Immutable. */
final class Period {
  static final Period ALWAYS = new Period(Long.MIN_VALUE, 0, 0);

  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final long fromMillis;
  private final long dayStartMillis;
  private final long dayEndMillis;

  private Period(long fromMillis, long dayStartMillis, long dayEndMillis) {
    this.fromMillis = fromMillis;
    this.dayStartMillis = dayStartMillis;
    this.dayEndMillis = dayEndMillis;
  }

  /** From a day on, by its number since 1970. */
  static Period fromDay(long epochDay) {
    return new Period(TimeUnit.DAYS.toMillis(epochDay), 0, 0);
  }

  /**
   * This period, but only a part of each day. The start belongs to it, and the end does not. A part
   * that ends before it starts goes through midnight; an end equal to the start is a whole day.
   */
  Period daily(int startSecond, int endSecond) {
    return new Period(
        fromMillis, TimeUnit.SECONDS.toMillis(startSecond), TimeUnit.SECONDS.toMillis(endSecond));
  }

  /**
   * @param millis since 1970
   */
  boolean includes(long millis) {
    if (millis < fromMillis) {
      return false;
    }
    if (dayStartMillis == dayEndMillis) {
      return true;
    }
    long time = Math.floorMod(millis, DAY_MILLIS);
    return dayStartMillis < dayEndMillis
        ? time >= dayStartMillis && time < dayEndMillis
        : time >= dayStartMillis || time < dayEndMillis;
  }
}
