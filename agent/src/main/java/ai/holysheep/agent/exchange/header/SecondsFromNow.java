package ai.holysheep.agent.exchange.header;

/**
 * Reads when a wait is over, in each form that gateways use: a number of seconds from now; a time
 * since 1970, in seconds, milliseconds or microseconds; a duration such as {@code 1m30s}; or a date
 * of {@link InternetDate}. Never throws.
 */
public final class SecondsFromNow {
  private static final int MAX_LENGTH = 64;

  /** 31 years: more is not plausible. */
  private static final double MAX_SECONDS = 1e9;

  /**
   * No wait is so long, and no time of these years is so small: a number from here on is a time
   * since 1970.
   */
  private static final double FIRST_EPOCH_SECOND = 1e9;

  private static final double FIRST_EPOCH_MILLI = 1e11;
  private static final double FIRST_EPOCH_MICRO = 1e14;

  private SecondsFromNow() {}

  /**
   * Seconds from now, 0 for the past, -1 if the text cannot be read or is not plausible.
   *
   * @param nowMillis since 1970
   */
  public static double parse(String text, long nowMillis) {
    if (text.length() > MAX_LENGTH) {
      return -1;
    }
    double number = HeaderNumber.first(text);
    if (number >= 0) {
      return number < FIRST_EPOCH_SECOND ? number : until(epochMillis(number), nowMillis);
    }
    double duration = duration(text);
    if (duration >= 0) {
      return duration <= MAX_SECONDS ? duration : -1;
    }
    long date = InternetDate.epochMillis(text);
    return date == InternetDate.NONE ? -1 : until(date, nowMillis);
  }

  private static double epochMillis(double number) {
    if (number < FIRST_EPOCH_MILLI) {
      return number * 1000;
    }
    return number < FIRST_EPOCH_MICRO ? number : number / 1000;
  }

  private static double until(double epochMillis, long nowMillis) {
    double seconds = Math.max(0, epochMillis - nowMillis) / 1000;
    return seconds <= MAX_SECONDS ? seconds : -1;
  }

  /** Numbers with units, as Go prints a duration: {@code 2h}, {@code 2m59.56s}, {@code 350ms}. */
  private static double duration(String text) {
    int end = text.length();
    int i = HeaderNumber.skipBlanks(text, 0, end);
    double seconds = i == end ? -1 : 0;
    while (i < end) {
      int number = i;
      while (i < end && isOfNumber(text.charAt(i))) {
        i++;
      }
      double amount = HeaderNumber.parse(text, number, i);
      int unit = i;
      while (i < end && Character.isLetter(text.charAt(i))) {
        i++;
      }
      double added = amount < 0 ? -1 : seconds(amount, text, unit, i - unit);
      if (added < 0) {
        return -1;
      }
      seconds += added;
      i = HeaderNumber.skipBlanks(text, i, end);
    }
    return seconds;
  }

  private static boolean isOfNumber(char c) {
    return c >= '0' && c <= '9' || c == '.';
  }

  private static double seconds(double amount, String text, int unit, int unitLength) {
    if (unitLength == 0 || unitLength > 2) {
      return -1;
    }
    boolean fraction = unitLength == 2;
    if (fraction && text.charAt(unit + 1) != 's') {
      return -1;
    }
    switch (text.charAt(unit)) {
      case 'd':
        return fraction ? -1 : amount * 86_400;
      case 'h':
        return fraction ? -1 : amount * 3_600;
      case 'm':
        return fraction ? amount / 1e3 : amount * 60;
      case 's':
        return fraction ? -1 : amount;
      case 'u':
      case '\u00B5':
      case '\u03BC':
        return fraction ? amount / 1e6 : -1;
      case 'n':
        return fraction ? amount / 1e9 : -1;
      default:
        return -1;
    }
  }
}
