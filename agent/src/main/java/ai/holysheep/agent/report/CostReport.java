package ai.holysheep.agent.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report proper: what calls came to, by one key or several. */
final class CostReport {
  private final ReportTotals figures;
  private final int rows;

  /** Whether calls were priced again. */
  private final boolean repriced;

  CostReport(ReportTotals figures, int rows, boolean repriced) {
    this.figures = figures;
    this.rows = rows;
    this.repriced = repriced;
  }

  /** The figures of the whole, by the names that programs know. */
  Map<String, @Nullable Object> summary() {
    CallTotals total = figures.total;
    Map<String, @Nullable Object> summary = new LinkedHashMap<>();
    summary.put("total_calls", total.calls);
    summary.put("total_errors", total.errors);
    summary.put("total_input_tokens", total.inputTokens);
    summary.put("total_output_tokens", total.outputTokens);
    summary.put("total_cost", total.cost.usd());
    if (repriced) {
      summary.put("total_repriced_cost", total.repriced.usd());
      summary.put("total_difference", difference(total));
    }
    summary.put("error_rate", total.errorRate());
    summary.put("avg_latency_ms", total.latencies.mean());
    summary.put("p50_latency_ms", total.latencies.quantile(50));
    summary.put("p95_latency_ms", total.latencies.quantile(95));
    summary.put("p99_latency_ms", total.latencies.quantile(99));
    return summary;
  }

  ReportTable by(Dimension dimension) {
    ReportTable sheet =
        new ReportTable("by_" + dimension.id(), "By " + dimension.title(), 1, columns(dimension));
    List<Map.Entry<String, CallTotals>> entries =
        new ArrayList<>(figures.by(dimension.id()).entrySet());
    entries.sort(
        dimension == Dimension.DAY
            ? Map.Entry.comparingByKey()
            : dearestFirst().thenComparing(Map.Entry.comparingByKey()));
    CallTotals rest = new CallTotals();
    // Days are not the dearest, but in order: none is left out.
    int shown = dimension == Dimension.DAY ? entries.size() : Math.min(rows, entries.size());
    for (Map.Entry<String, CallTotals> entry : entries.subList(0, shown)) {
      sheet.rows.add(row(entry.getKey(), entry.getValue()));
    }
    if (shown < entries.size()) {
      entries.subList(shown, entries.size()).forEach(entry -> rest.add(entry.getValue()));
      sheet.rows.add(row("(" + (entries.size() - shown) + " more)", rest));
    }
    sheet.total = row("total", figures.total);
    return sheet;
  }

  private static Comparator<Map.Entry<String, CallTotals>> dearestFirst() {
    Comparator<Map.Entry<String, CallTotals>> byCost =
        Comparator.comparing(entry -> entry.getValue().cost.usd());
    return byCost.thenComparing(entry -> entry.getValue().calls).reversed();
  }

  private List<Column> columns(Dimension dimension) {
    List<Column> columns =
        new ArrayList<>(
            Arrays.asList(
                new Column(dimension.id(), dimension.title(), Column.Kind.TEXT),
                new Column("calls", "calls", Column.Kind.COUNT),
                new Column("input_tokens", "tokens in", Column.Kind.COUNT),
                new Column("output_tokens", "tokens out", Column.Kind.COUNT),
                new Column("cost", "USD", Column.Kind.USD)));
    if (repriced) {
      columns.add(new Column("repriced_cost", "USD repriced", Column.Kind.USD));
      columns.add(new Column("difference", "difference", Column.Kind.USD));
    }
    columns.add(new Column("error_rate", "errors %", Column.Kind.PERCENT));
    columns.add(new Column("avg_latency_ms", "mean ms", Column.Kind.MILLIS));
    columns.add(new Column("p50_latency_ms", "p50 ms", Column.Kind.MILLIS));
    columns.add(new Column("p95_latency_ms", "p95 ms", Column.Kind.MILLIS));
    columns.add(new Column("p99_latency_ms", "p99 ms", Column.Kind.MILLIS));
    return columns;
  }

  private @Nullable Object[] row(String name, CallTotals tally) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(name);
    cells.add(tally.calls);
    cells.add(tally.inputTokens);
    cells.add(tally.outputTokens);
    cells.add(tally.cost.usd());
    if (repriced) {
      cells.add(tally.repriced.usd());
      cells.add(difference(tally));
    }
    cells.add(tally.errorRate());
    cells.add(tally.latencies.mean());
    cells.add(tally.latencies.quantile(50));
    cells.add(tally.latencies.quantile(95));
    cells.add(tally.latencies.quantile(99));
    return cells.toArray();
  }

  private static BigDecimal difference(CallTotals tally) {
    return tally.repriced.usd().subtract(tally.cost.usd());
  }
}
