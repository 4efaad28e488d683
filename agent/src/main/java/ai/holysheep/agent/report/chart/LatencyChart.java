package ai.holysheep.agent.report.chart;

import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Chart;
import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.document.Decimals;
import ai.holysheep.agent.report.document.ReportTable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** p50, p95 and p99 on one line per row, on a logarithmic axis of milliseconds. */
public final class LatencyChart<R> implements Chart {
  private static final int LEFT = RowLayout.NAME_WIDTH;
  private static final int RIGHT = 16;
  private static final int ROW_HEIGHT = RowLayout.ROW_HEIGHT;
  private static final List<String> QUANTILES = Arrays.asList("p50", "p95", "p99");

  private final String title;
  private final ReportTable<R> table;
  private final List<R> rows;

  /** In the order of {@link #QUANTILES}. */
  private final List<Column<R>> columns;

  public LatencyChart(
      String title, ReportTable<R> table, Column<R> p50, Column<R> p95, Column<R> p99) {
    this.title = title;
    this.table = table;
    rows = table.rows().subList(0, Math.min(RowLayout.MAX_ROWS, table.rows().size()));
    columns = Arrays.asList(p50, p95, p99);
  }

  @Override
  public void appendTo(StringBuilder html) {
    double min = Double.MAX_VALUE;
    double max = 0;
    for (R row : rows) {
      for (Column<R> column : columns) {
        double millis = millis(column.cell(row));
        if (millis > 0) {
          min = Math.min(min, millis);
          max = Math.max(max, millis);
        }
      }
    }
    if (max > 0) {
      draw(html, new LogAxis(min, max));
    }
  }

  private void draw(StringBuilder html, LogAxis axis) {
    int bottom = rows.size() * ROW_HEIGHT + 4;
    Svg svg = Svg.open(html, title, RowLayout.WIDTH, bottom + 22);
    axis.draw(svg, bottom);
    for (int i = 0; i < rows.size(); i++) {
      R row = rows.get(i);
      int y = i * ROW_HEIGHT + ROW_HEIGHT / 2;
      String name = RowLayout.shortened(table.name(row));
      svg.text(LEFT - 16, y + 5, Svg.Anchor.END, name);
      if (millis(columns.get(0).cell(row)) > 0) {
        drawQuantiles(svg, row, y, axis);
      }
    }
    svg.close();
  }

  private void drawQuantiles(Svg svg, R row, int y, LogAxis axis) {
    svg.append(
        "<line class=\"range\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n",
        axis.x(millis(columns.get(0).cell(row))), y, axis.x(millis(columns.get(2).cell(row))), y);
    for (int i = 0; i < columns.size(); i++) {
      String name = QUANTILES.get(i);
      Cell cell = columns.get(i).cell(row);
      svg.append(
          "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"5\">", name, axis.x(millis(cell)), y);
      svg.tooltip(name + ": " + cell.rounded() + " ms");
      svg.append("</circle>\n");
    }
  }

  /** 0 if the latency is not known. */
  private static double millis(Cell cell) {
    BigDecimal millis = cell.number();
    return millis == null ? 0 : millis.doubleValue();
  }

  /** From one power of ten to another. */
  private static final class LogAxis {
    private final int from;
    private final int to;

    LogAxis(double min, double max) {
      from = (int) Math.floor(Math.log10(min));
      to = Math.max(from + 1, (int) Math.ceil(Math.log10(max)));
    }

    void draw(Svg svg, int bottom) {
      for (int power = from; power <= to; power++) {
        double x = x(Math.pow(10, power));
        svg.gridLine(x, 0, x, bottom);
        if (power == to) {
          svg.text(x + RIGHT, bottom + 16, Svg.Anchor.END, label(power));
        } else {
          svg.text(x, bottom + 16, Svg.Anchor.MIDDLE, label(power));
        }
      }
    }

    double x(double millis) {
      double position = (Math.log10(Math.max(millis, Math.pow(10, from))) - from) / (to - from);
      return LEFT + position * (RowLayout.WIDTH - LEFT - RIGHT);
    }

    private static String label(int power) {
      return power < 3
          ? Decimals.plain(BigDecimal.ONE.scaleByPowerOfTen(power)) + " ms"
          : Decimals.plain(BigDecimal.ONE.scaleByPowerOfTen(power - 3)) + " s";
    }
  }
}
