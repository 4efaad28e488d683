package ai.holysheep.agent.pricing;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.concurrent.TimeUnit;

/** When prices apply: from a moment on, and within a part of each day. UTC. Immutable. */
public final class Period {
  public static final Period ALWAYS = new Period(Long.MIN_VALUE, 0, 0);

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
  public static Period fromDay(long epochDay) {
    return new Period(TimeUnit.DAYS.toMillis(epochDay), 0, 0);
  }

  /**
   * This period, but only a part of each day. The start belongs to it, and the end does not. A part
   * that ends before it starts goes through midnight; an end equal to the start is a whole day.
   */
  public Period daily(int startSecond, int endSecond) {
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

  /** For people. */
  @Override
  public String toString() {
    String from =
        fromMillis == Long.MIN_VALUE
            ? "at all times"
            : "from " + LocalDate.ofEpochDay(fromMillis / DAY_MILLIS) + " on";
    return dayStartMillis == dayEndMillis
        ? from
        : from + ", from " + time(dayStartMillis) + " to " + time(dayEndMillis) + " UTC";
  }

  private static LocalTime time(long millis) {
    return LocalTime.ofSecondOfDay(TimeUnit.MILLISECONDS.toSeconds(millis));
  }
}
