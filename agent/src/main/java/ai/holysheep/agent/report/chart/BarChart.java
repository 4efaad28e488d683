package ai.holysheep.agent.report.chart;

import ai.holysheep.agent.report.document.Chart;
import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.document.ReportTable;
import java.util.List;

/** Horizontal bars, one per row, in the order of the table. */
public final class BarChart<R> implements Chart {
  private static final int TEXT_WIDTH = 90;

  /** Below this all bars are one pixel wide; the value keeps the division from being by 0. */
  private static final double SMALLEST_MAX = 1e-12;

  private final String title;
  private final ReportTable<R> table;
  private final Column<R> column;

  public BarChart(String title, ReportTable<R> table, Column<R> column) {
    this.title = title;
    this.table = table;
    this.column = column;
  }

  @Override
  public void appendTo(StringBuilder html) {
    List<ChartValue> bars = ChartValue.read(table, column, RowLayout.MAX_ROWS);
    if (bars.isEmpty()) {
      return;
    }
    double max = Math.max(ChartValue.max(bars), SMALLEST_MAX);
    Svg svg = Svg.open(html, title, RowLayout.WIDTH, bars.size() * RowLayout.ROW_HEIGHT + 4);
    for (int i = 0; i < bars.size(); i++) {
      draw(svg, bars.get(i), i * RowLayout.ROW_HEIGHT, max);
    }
    svg.close();
  }

  private static void draw(Svg svg, ChartValue bar, int y, double max) {
    int left = RowLayout.NAME_WIDTH;
    double width = Math.max(1, bar.value / max * (RowLayout.WIDTH - left - TEXT_WIDTH));
    svg.text(left - 8, y + 18, Svg.Anchor.END, RowLayout.shortened(bar.name));
    svg.append(
        "<rect class=\"cost\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
        left, y + 5, width, RowLayout.ROW_HEIGHT - 9);
    svg.text(left + width + 6, y + 18, Svg.Anchor.START, bar.text);
  }
}
