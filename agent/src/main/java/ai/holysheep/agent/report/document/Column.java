package ai.holysheep.agent.report.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table: its name for programs, its heading for people, and its cell in each row.
 * Immutable.
 *
 * @param <R> the table's rows
 */
public final class Column<R> {
  private final String id;
  private final String title;
  private final boolean text;
  private final Function<R, Cell> cell;

  private Column(String id, String title, boolean text, Function<R, Cell> cell) {
    this.id = id;
    this.title = title;
    this.text = text;
    this.cell = cell;
  }

  public static <R> Column<R> text(String id, String title, Function<R, String> value) {
    return new Column<>(id, title, true, row -> Cell.text(value.apply(row)));
  }

  public static <R> Column<R> count(String id, String title, ToLongFunction<R> value) {
    return new Column<>(id, title, false, row -> Cell.count(value.applyAsLong(row)));
  }

  /** A sum of counts, which may not fit into a {@code long}. */
  public static <R> Column<R> sum(String id, String title, Function<R, BigInteger> value) {
    return new Column<>(id, title, false, row -> Cell.count(value.apply(row)));
  }

  /** A count that is not known if it is negative. */
  public static <R> Column<R> optionalCount(String id, String title, ToLongFunction<R> value) {
    return new Column<>(
        id,
        title,
        false,
        row -> {
          long count = value.applyAsLong(row);
          return count < 0 ? Cell.unknown() : Cell.count(count);
        });
  }

  public static <R> Column<R> optionalUsd(
      String id, String title, Function<R, @Nullable BigDecimal> value) {
    return new Column<>(
        id,
        title,
        false,
        row -> {
          BigDecimal usd = value.apply(row);
          return usd == null ? Cell.unknown() : Cell.usd(usd);
        });
  }

  public static <R> Column<R> usd(String id, String title, Function<R, BigDecimal> value) {
    return new Column<>(id, title, false, row -> Cell.usd(value.apply(row)));
  }

  public static <R> Column<R> percent(
      String id, String title, Function<R, @Nullable BigDecimal> value) {
    return new Column<>(id, title, false, row -> Cell.percent(value.apply(row)));
  }

  public static <R> Column<R> millis(
      String id, String title, Function<R, @Nullable BigDecimal> value) {
    return new Column<>(id, title, false, row -> Cell.millis(value.apply(row)));
  }

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  /** Whether its cells are texts, not numbers. */
  public boolean isText() {
    return text;
  }

  public Cell cell(R row) {
    return cell.apply(row);
  }
}
