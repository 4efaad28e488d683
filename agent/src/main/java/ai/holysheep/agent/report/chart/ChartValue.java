package ai.holysheep.agent.report.chart;

import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.document.ReportTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One bar of a chart. Immutable. */
final class ChartValue {
  final String name;
  final double value;

  /** The value as people read it. */
  final String text;

  private ChartValue(String name, double value, String text) {
    this.name = name;
    this.value = value;
    this.text = text;
  }

  /** The first rows of a table, by the name in their first cell; without unknown numbers. */
  static <R> List<ChartValue> read(ReportTable<R> table, Column<R> column, int max) {
    List<ChartValue> values = new ArrayList<>();
    for (R row : table.rows()) {
      Cell cell = column.cell(row);
      BigDecimal number = cell.number();
      if (number != null && values.size() < max) {
        values.add(new ChartValue(table.name(row), number.doubleValue(), cell.rounded()));
      }
    }
    return values;
  }

  /** The greatest value, and 0 at least. */
  static double max(List<ChartValue> values) {
    double max = 0;
    for (ChartValue value : values) {
      max = Math.max(max, value.value);
    }
    return max;
  }
}
