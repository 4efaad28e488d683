package ai.holysheep.agent.report.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table: columns, rows, and a row for their total. Immutable, if its rows are.
 *
 * @param <R> the rows
 */
public final class ReportTable<R> {
  private final String id;
  private final String title;
  private final int keyColumns;
  private final List<Column<R>> columns;
  private final List<R> rows;
  private final @Nullable R total;

  /**
   * @param id for programs: {@code by_model}
   * @param keyColumns how many of the first columns name the row
   * @param total {@code null}: the table has no total
   */
  public ReportTable(
      String id,
      String title,
      int keyColumns,
      List<Column<R>> columns,
      List<R> rows,
      @Nullable R total) {
    this.id = id;
    this.title = title;
    this.keyColumns = keyColumns;
    this.columns = Collections.unmodifiableList(new ArrayList<>(columns));
    this.rows = Collections.unmodifiableList(new ArrayList<>(rows));
    this.total = total;
  }

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  public int keyColumns() {
    return keyColumns;
  }

  public List<Column<R>> columns() {
    return columns;
  }

  /** A row's name: the texts of its first columns. */
  public String name(R row) {
    return columns.stream()
        .limit(keyColumns)
        .map(column -> column.cell(row).exact())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  public List<R> rows() {
    return rows;
  }

  public @Nullable R total() {
    return total;
  }
}
