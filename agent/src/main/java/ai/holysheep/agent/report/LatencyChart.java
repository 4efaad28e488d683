package ai.holysheep.agent.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** p50, p95 and p99 on one line a row, on a logarithmic axis. */
final class LatencyChart {
  private static final int WIDTH = BarChart.WIDTH;
  private static final int LEFT = BarChart.NAMES;
  private static final int RIGHT = 16;
  private static final String[] MARKS = {"p50_latency_ms", "p95_latency_ms", "p99_latency_ms"};

  private LatencyChart() {}

  static void append(StringBuilder out, ReportTable sheet, int most) {
    int rows = Math.min(most, sheet.rows.size());
    double least = Double.MAX_VALUE;
    double highest = 0;
    for (@Nullable Object[] row : sheet.rows.subList(0, rows)) {
      for (String mark : MARKS) {
        double millis = millis(sheet, row, mark);
        if (millis > 0) {
          least = Math.min(least, millis);
          highest = Math.max(highest, millis);
        }
      }
    }
    if (highest > 0) {
      int from = (int) Math.floor(Math.log10(least));
      int to = Math.max(from + 1, (int) Math.ceil(Math.log10(highest)));
      draw(out, sheet, rows, from, to);
    }
  }

  private static void draw(StringBuilder out, ReportTable sheet, int rows, int from, int to) {
    int bottom = rows * BarChart.ROW + 4;
    Svg.open(
        out, "Latency by " + sheet.columns.get(0).title + ": p50, p95, p99", WIDTH, bottom + 22);
    for (int power = from; power <= to; power++) {
      double x = x(Math.pow(10, power), from, to);
      Svg.line(out, x, 0, x, bottom);
      String anchor = power == to ? "end" : "middle";
      Svg.text(out, power == to ? x + RIGHT : x, bottom + 16, anchor, label(power));
    }
    for (int i = 0; i < rows; i++) {
      @Nullable Object[] row = sheet.rows.get(i);
      int y = i * BarChart.ROW + BarChart.ROW / 2;
      Svg.text(out, LEFT - 16, y + 5, "end", Bar.shortened(String.valueOf(row[0])));
      if (millis(sheet, row, MARKS[0]) > 0) {
        marks(out, sheet, row, y, from, to);
      }
    }
    Svg.close(out);
  }

  private static void marks(
      StringBuilder out, ReportTable sheet, @Nullable Object[] row, int y, int from, int to) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"range\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n",
            x(millis(sheet, row, MARKS[0]), from, to),
            y,
            x(millis(sheet, row, MARKS[2]), from, to),
            y));
    for (String mark : MARKS) {
      String name = mark.substring(0, 3);
      out.append(
          String.format(
              Locale.ROOT,
              "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"5\">",
              name,
              x(millis(sheet, row, mark), from, to),
              y));
      int column = sheet.index(mark);
      Svg.tooltip(out, name + ": " + sheet.columns.get(column).forPeople(row[column]) + " ms");
      out.append("</circle>\n");
    }
  }

  private static double millis(ReportTable sheet, @Nullable Object[] row, String mark) {
    Object value = row[sheet.index(mark)];
    return value == null ? 0 : Charts.number(value);
  }

  private static double x(double millis, int from, int to) {
    double place = (Math.log10(Math.max(millis, Math.pow(10, from))) - from) / (to - from);
    return LEFT + place * (WIDTH - LEFT - RIGHT);
  }

  private static String label(int power) {
    return power < 3
        ? Column.plain(java.math.BigDecimal.ONE.scaleByPowerOfTen(power)) + " ms"
        : Column.plain(java.math.BigDecimal.ONE.scaleByPowerOfTen(power - 3)) + " s";
  }
}
