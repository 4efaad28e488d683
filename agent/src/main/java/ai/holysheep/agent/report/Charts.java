package ai.holysheep.agent.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which charts a sheet has. */
final class Charts {
  private static final int MAX_BARS = 12;

  private Charts() {}

  static void append(StringBuilder out, ReportTable sheet) {
    out.append("<div class=\"charts\">\n");
    boolean invoice = sheet.index("invoiced") >= 0;
    if (sheet.id.equals("by_day") && invoice) {
      columns(out, sheet, "cost", "Ledger by day, USD", "cost");
      columns(out, sheet, "invoiced", "Invoice by day, USD", "cost");
    } else if (sheet.id.equals("by_day")) {
      columns(out, sheet, "cost", "Spend by day, USD", "cost");
      columns(out, sheet, "error_rate", "Failed calls by day, %", "bad");
    } else if (sheet.id.equals("by_error_type")) {
      bars(out, sheet, "calls", "Calls by outcome");
    } else if (sheet.keys == 1 && !invoice) {
      bars(out, sheet, "cost", "Spend by " + sheet.columns.get(0).title + ", USD");
      LatencyChart.append(out, sheet, MAX_BARS);
    }
    out.append("</div>\n");
  }

  private static void columns(
      StringBuilder out, ReportTable sheet, String column, String title, String style) {
    List<Bar> bars = read(sheet, column, Integer.MAX_VALUE);
    if (!bars.isEmpty()) {
      new ColumnChart(title, style, bars).append(out);
    }
  }

  private static void bars(StringBuilder out, ReportTable sheet, String column, String title) {
    List<Bar> bars = read(sheet, column, MAX_BARS);
    if (!bars.isEmpty()) {
      new BarChart(title, bars).append(out);
    }
  }

  private static List<Bar> read(ReportTable sheet, String id, int most) {
    int index = sheet.index(id);
    List<Bar> bars = new ArrayList<>();
    for (@Nullable Object[] row : sheet.rows) {
      Object value = row[index];
      if (value != null && bars.size() < most) {
        bars.add(
            new Bar(
                String.valueOf(row[0]), number(value), sheet.columns.get(index).forPeople(value)));
      }
    }
    return bars;
  }

  static double number(Object value) {
    return value instanceof BigDecimal
        ? ((BigDecimal) value).doubleValue()
        : ((Long) value).doubleValue();
  }
}
