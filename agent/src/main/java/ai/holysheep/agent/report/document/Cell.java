package ai.holysheep.agent.report.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One value of a report: a text, or a number with a unit. Its factory method sets how people read
 * it. Immutable.
 */
public final class Cell {
  private static final int WHOLE = 0;

  /** To the millicent. */
  private static final int USD_DECIMALS = 5;

  private static final int PERCENT_DECIMALS = 2;

  private final @Nullable String text;
  private final @Nullable BigDecimal number;

  /** How many decimals people read. */
  private final int decimals;

  private Cell(@Nullable String text, @Nullable BigDecimal number, int decimals) {
    this.text = text;
    this.number = number;
    this.decimals = decimals;
  }

  public static Cell text(String text) {
    return new Cell(text, null, WHOLE);
  }

  /** A number that is not known. */
  public static Cell unknown() {
    return new Cell(null, null, WHOLE);
  }

  public static Cell count(long count) {
    return new Cell(null, BigDecimal.valueOf(count), WHOLE);
  }

  public static Cell count(BigInteger count) {
    return new Cell(null, new BigDecimal(count), WHOLE);
  }

  public static Cell usd(BigDecimal usd) {
    return new Cell(null, usd, USD_DECIMALS);
  }

  /** {@code null}: not known. */
  public static Cell percent(@Nullable BigDecimal percent) {
    return new Cell(null, percent, PERCENT_DECIMALS);
  }

  /** {@code null}: not known. */
  public static Cell millis(@Nullable BigDecimal millis) {
    return new Cell(null, millis, WHOLE);
  }

  public boolean isText() {
    return text != null;
  }

  /** {@code null} for a text, and for a number that is not known. */
  public @Nullable BigDecimal number() {
    return number;
  }

  /** For people: rounded, with thousands separators; {@code -} if the number is not known. */
  public String rounded() {
    if (text != null) {
      return text;
    }
    return number == null ? "-" : Decimals.rounded(number, decimals);
  }

  /** For programs: a plain decimal; empty if the number is not known. */
  public String exact() {
    if (text != null) {
      return text;
    }
    return number == null ? "" : Decimals.plain(number);
  }
}
