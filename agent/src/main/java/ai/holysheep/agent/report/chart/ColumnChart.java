package ai.holysheep.agent.report.chart;

import ai.holysheep.agent.report.document.Chart;
import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.document.ReportTable;
import java.util.List;

/** Vertical bars, one per day, above an axis of dates. */
public final class ColumnChart<R> implements Chart {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 210;
  private static final int LEFT = 64;
  private static final int TOP = 12;
  private static final int BOTTOM = 180;
  private static final int STEPS = 4;
  private static final int MAX_DATES = 8;

  private final String title;
  private final String cssClass;
  private final ReportTable<R> table;
  private final Column<R> column;

  /**
   * @param cssClass the color: {@code cost} or {@code bad}
   * @param table its first column is an ISO date
   */
  public ColumnChart(String title, String cssClass, ReportTable<R> table, Column<R> column) {
    this.title = title;
    this.cssClass = cssClass;
    this.table = table;
    this.column = column;
  }

  @Override
  public void appendTo(StringBuilder html) {
    List<ChartValue> days = ChartValue.read(table, column, Integer.MAX_VALUE);
    if (days.isEmpty()) {
      return;
    }
    double end = AxisScale.end(ChartValue.max(days), STEPS);
    Svg svg = Svg.open(html, title, WIDTH, HEIGHT);
    drawGrid(svg, end);
    double dayWidth = (double) (WIDTH - LEFT) / days.size();
    int daysPerDate = (days.size() + MAX_DATES - 1) / MAX_DATES;
    for (int i = 0; i < days.size(); i++) {
      double middle = LEFT + dayWidth * (i + 0.5);
      drawBar(svg, days.get(i), middle, Math.min(48, dayWidth * 0.7), end);
      if (i % daysPerDate == 0) {
        // 11-25: the year is in the heading.
        String date = days.get(i).name.replaceFirst("^\\d{4}-", "");
        svg.text(middle, BOTTOM + 18, Svg.Anchor.MIDDLE, date);
      }
    }
    svg.close();
  }

  private static void drawGrid(Svg svg, double end) {
    for (int i = 0; i <= STEPS; i++) {
      double y = BOTTOM - (double) (BOTTOM - TOP) * i / STEPS;
      svg.gridLine(LEFT, y, WIDTH, y);
      svg.text(LEFT - 8, y + 4, Svg.Anchor.END, AxisScale.label(end * i / STEPS));
    }
  }

  private void drawBar(Svg svg, ChartValue day, double middle, double width, double end) {
    // A day whose credits exceed its costs has no height.
    double height = Math.max(0, day.value) / end * (BOTTOM - TOP);
    svg.append(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">",
        cssClass, middle - width / 2, BOTTOM - height, width, height);
    svg.tooltip(day.name + ": " + day.text);
    svg.append("</rect>\n");
  }
}
