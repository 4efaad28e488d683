package ai.holysheep.agent.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A column of a sheet: its name for programs, its heading for people, what is in it. */
final class Column {
  /** What a figure is, and how people read it. */
  enum Kind {
    TEXT(0),
    COUNT(0),
    /** To the millicent. */
    USD(5),
    PERCENT(2),
    MILLIS(0);

    private final int decimals;

    Kind(int decimals) {
      this.decimals = decimals;
    }
  }

  final String id;
  final String title;
  final Kind kind;

  Column(String id, String title, Kind kind) {
    this.id = id;
    this.title = title;
    this.kind = kind;
  }

  /** Rounded and grouped. */
  String forPeople(@Nullable Object value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof BigDecimal) {
      BigDecimal rounded = ((BigDecimal) value).setScale(kind.decimals, RoundingMode.HALF_UP);
      return String.format(Locale.ROOT, "%,." + kind.decimals + "f", rounded);
    }
    return value instanceof Long
        ? String.format(Locale.ROOT, "%,d", (Long) value)
        : value.toString();
  }

  /** Exact, a plain decimal; empty for what is not known. */
  static String forPrograms(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof BigDecimal ? plain((BigDecimal) value) : value.toString();
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
