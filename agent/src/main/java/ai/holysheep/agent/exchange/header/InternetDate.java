package ai.holysheep.agent.exchange.header;

/**
 * Reads dates: RFC 3339's ({@code 2026-01-02T03:04:05Z}) and the three formats of HTTP (RFC 9110,
 * 5.6.7). Not by {@code java.time}: that throws for what it cannot read, and Anthropic's responses
 * have several dates each. Never throws.
 */
final class InternetDate {
  /** For what is no date. */
  static final long NONE = Long.MIN_VALUE;

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final int RFC_3339_DATE = 10;
  private static final int RFC_3339_TIME = 19;

  private InternetDate() {}

  /** Milliseconds since 1970, or {@link #NONE}. */
  static long epochMillis(String text) {
    String date = text.trim();
    if (date.isEmpty()) {
      return NONE;
    }
    return Character.isLetter(date.charAt(0)) ? httpDate(date) : rfc3339(date);
  }

  private static long rfc3339(String date) {
    if (date.length() < RFC_3339_TIME
        || date.charAt(4) != '-'
        || date.charAt(7) != '-'
        || "Tt ".indexOf(date.charAt(RFC_3339_DATE)) < 0) {
      return NONE;
    }
    long day = epochDay(digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10));
    long time = millisOfDay(date, RFC_3339_DATE + 1);
    int zone = RFC_3339_TIME;
    long millis = 0;
    if (zone < date.length() && date.charAt(zone) == '.') {
      long weight = 100;
      for (zone++; zone < date.length() && digits(date, zone, zone + 1) >= 0; zone++) {
        millis += weight * digits(date, zone, zone + 1);
        weight /= 10;
      }
    }
    long offset = offsetMillis(date, zone);
    return day == NONE || time < 0 || offset == NONE
        ? NONE
        : day * MILLIS_PER_DAY + time + millis - offset;
  }

  /** {@code Z}, {@code +01:00}, {@code +0100}, or nothing, which is {@code Z} too. */
  private static long offsetMillis(String date, int start) {
    int length = date.length() - start;
    if (length == 0 || length == 1 && "Zz".indexOf(date.charAt(start)) >= 0) {
      return 0;
    }
    int sign = date.charAt(start) == '+' ? 1 : date.charAt(start) == '-' ? -1 : 0;
    boolean hasColon = length == 6 && date.charAt(start + 3) == ':';
    if (sign == 0 || !hasColon && length != 5) {
      return NONE;
    }
    int hours = digits(date, start + 1, start + 3);
    int minutes = digits(date, date.length() - 2, date.length());
    boolean valid = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60;
    return valid ? sign * (hours * 60L + minutes) * 60_000 : NONE;
  }

  /**
   * The formats have the same parts in another order: the first number is the day, the second the
   * year.
   */
  private static long httpDate(String date) {
    int day = -1;
    int year = -1;
    int month = -1;
    long time = -1;
    int start = 0;
    for (int i = 0; i <= date.length(); i++) {
      if (i < date.length() && " ,-".indexOf(date.charAt(i)) < 0) {
        continue;
      }
      if (i - start == 8 && date.charAt(start + 2) == ':') {
        time = millisOfDay(date, start);
      } else if (i > start && Character.isDigit(date.charAt(start))) {
        int number = digits(date, start, i);
        if (number < 0 || year >= 0) {
          return NONE;
        }
        year = day < 0 ? -1 : i - start == 2 ? fullYear(number) : number;
        day = day < 0 ? number : day;
      } else if (i > start && !isZone(date, start, i)) {
        int found = month(date, start, i);
        if (found < 0 && start > 0) {
          return NONE;
        }
        month = found < 0 ? month : found;
      }
      start = i + 1;
    }
    long epochDay = epochDay(year, month, day);
    return epochDay == NONE || time < 0 ? NONE : epochDay * MILLIS_PER_DAY + time;
  }

  private static int fullYear(int twoDigits) {
    return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
  }

  private static boolean isZone(String date, int start, int end) {
    return end - start == 3 && (date.startsWith("GMT", start) || date.startsWith("UTC", start));
  }

  /** From 1 on; -1 for other words. */
  private static int month(String date, int start, int end) {
    for (int i = 0; end - start == 3 && i < MONTHS.length(); i += 3) {
      if (date.regionMatches(true, start, MONTHS, i, 3)) {
        return i / 3 + 1;
      }
    }
    return -1;
  }

  /** Of {@code HH:mm:ss}; -1 for anything else. */
  private static long millisOfDay(String date, int start) {
    int hour = digits(date, start, start + 2);
    int minute = digits(date, start + 3, start + 5);
    int second = digits(date, start + 6, start + 8);
    boolean valid =
        hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second <= 60
            && date.charAt(start + 2) == ':'
            && date.charAt(start + 5) == ':';
    return valid ? ((hour * 60L + minute) * 60 + second) * 1000 : -1;
  }

  /** The number of at most four digits; -1 for anything else. */
  private static int digits(String text, int start, int end) {
    int number = end - start > 4 ? -1 : 0;
    for (int i = start; i < end && number >= 0; i++) {
      int digit = text.charAt(i) - '0';
      number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
    }
    return number;
  }

  /** Days since 1970 in the Gregorian calendar, whose years begin in March here. */
  private static long epochDay(int year, int month, int day) {
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
      return NONE;
    }
    long years = month > 2 ? year : year - 1L;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long centuries = Math.floorDiv(years, 100L);
    return 365 * years
        + Math.floorDiv(years, 4L)
        - centuries
        + Math.floorDiv(years, 400L)
        + dayOfYear
        - 719_468;
  }
}
