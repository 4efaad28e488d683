package ai.holysheep.agent.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table: rows of texts, whole numbers, decimals and unknowns, and their sum. */
final class ReportTable {
  /** For programs, {@code by_model} say. */
  final String id;

  final String title;
  final List<Column> columns;

  /** How many of the first columns name the row. */
  final int keys;

  final List<@Nullable Object[]> rows = new ArrayList<>();
  @Nullable Object @Nullable [] total;

  ReportTable(String id, String title, int keys, List<Column> columns) {
    this.id = id;
    this.title = title;
    this.keys = keys;
    this.columns = columns;
  }

  int index(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).id.equals(column)) {
        return i;
      }
    }
    return -1;
  }
}
