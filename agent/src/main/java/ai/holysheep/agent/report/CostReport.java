package ai.holysheep.agent.report;

import ai.holysheep.agent.report.chart.BarChart;
import ai.holysheep.agent.report.chart.ColumnChart;
import ai.holysheep.agent.report.chart.LatencyChart;
import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.document.ReportTable;
import ai.holysheep.agent.report.document.Section;
import ai.holysheep.agent.report.totals.CallTotals;
import ai.holysheep.agent.report.totals.Dimension;
import ai.holysheep.agent.report.totals.ReportTotals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What the calls cost: the totals, and a section for each key. */
final class CostReport {
  private static final Column<Row> CALLS =
      Column.count("calls", "calls", row -> row.totals.calls());
  private static final Column<Row> INPUT_TOKENS =
      Column.sum("input_tokens", "tokens in", row -> row.totals.inputTokens());
  private static final Column<Row> OUTPUT_TOKENS =
      Column.sum("output_tokens", "tokens out", row -> row.totals.outputTokens());
  private static final Column<Row> COST = Column.usd("cost", "USD", row -> row.totals.cost());
  private static final Column<Row> REPRICED_COST =
      Column.usd("repriced_cost", "USD repriced", row -> row.totals.repricedCost());
  private static final Column<Row> DIFFERENCE =
      Column.usd("difference", "difference", row -> row.totals.repricedDifference());
  private static final Column<Row> ERROR_RATE =
      Column.percent("error_rate", "errors %", row -> row.totals.errorRate());
  private static final Column<Row> MEAN_LATENCY =
      Column.millis("avg_latency_ms", "mean ms", row -> row.totals.meanLatency());
  private static final Column<Row> P50 =
      Column.millis("p50_latency_ms", "p50 ms", row -> row.totals.latencyQuantile(50));
  private static final Column<Row> P95 =
      Column.millis("p95_latency_ms", "p95 ms", row -> row.totals.latencyQuantile(95));
  private static final Column<Row> P99 =
      Column.millis("p99_latency_ms", "p99 ms", row -> row.totals.latencyQuantile(99));

  private final ReportTotals totals;
  private final int maxRows;
  private final boolean repriced;

  /**
   * @param maxRows how many rows a table has, without its total
   * @param repriced whether to show what the calls would have cost with other prices
   */
  CostReport(ReportTotals totals, int maxRows, boolean repriced) {
    this.totals = totals;
    this.maxRows = maxRows;
    this.repriced = repriced;
  }

  void addSummary(Document.Builder document) {
    CallTotals total = totals.total();
    document.addSummary("total_calls", Cell.count(total.calls()));
    document.addSummary("total_errors", Cell.count(total.errors()));
    document.addSummary("total_input_tokens", Cell.count(total.inputTokens()));
    document.addSummary("total_output_tokens", Cell.count(total.outputTokens()));
    document.addSummary("total_cost", Cell.usd(total.cost()));
    if (repriced) {
      document.addSummary("total_repriced_cost", Cell.usd(total.repricedCost()));
      document.addSummary("total_difference", Cell.usd(total.repricedDifference()));
    }
    document.addSummary("error_rate", Cell.percent(total.errorRate()));
    document.addSummary("avg_latency_ms", Cell.millis(total.meanLatency()));
    document.addSummary("p50_latency_ms", Cell.millis(total.latencyQuantile(50)));
    document.addSummary("p95_latency_ms", Cell.millis(total.latencyQuantile(95)));
    document.addSummary("p99_latency_ms", Cell.millis(total.latencyQuantile(99)));
  }

  Section section(Dimension dimension) {
    ReportTable<Row> table =
        new ReportTable<>(
            "by_" + dimension.id(),
            "By " + dimension.title(),
            1,
            columns(dimension),
            rows(dimension),
            new Row("total", totals.total()));
    switch (dimension) {
      case DAY:
        return new Section(
            table,
            new ColumnChart<>("Spend by day, USD", "cost", table, COST),
            new ColumnChart<>("Failed calls by day, %", "bad", table, ERROR_RATE));
      case ERROR_TYPE:
        return new Section(table, new BarChart<>("Calls by outcome", table, CALLS));
      default:
        String title = dimension.title();
        return new Section(
            table,
            new BarChart<>("Spend by " + title + ", USD", table, COST),
            new LatencyChart<>("Latency by " + title + ": p50, p95, p99", table, P50, P95, P99));
    }
  }

  private List<Column<Row>> columns(Dimension dimension) {
    List<Column<Row>> columns = new ArrayList<>();
    columns.add(Column.text(dimension.id(), dimension.title(), row -> row.name));
    columns.addAll(Arrays.asList(CALLS, INPUT_TOKENS, OUTPUT_TOKENS, COST));
    if (repriced) {
      columns.addAll(Arrays.asList(REPRICED_COST, DIFFERENCE));
    }
    columns.addAll(Arrays.asList(ERROR_RATE, MEAN_LATENCY, P50, P95, P99));
    return columns;
  }

  private List<Row> rows(Dimension dimension) {
    List<Row> all =
        totals.totalsBy(dimension.id()).entrySet().stream()
            .map(entry -> new Row(entry.getKey(), entry.getValue()))
            .collect(Collectors.toList());
    Comparator<Row> byName = Comparator.comparing(row -> row.name);
    if (dimension == Dimension.DAY) {
      // Days are in order, not by cost, so that the last ones are not the least of them.
      all.sort(byName);
      return all;
    }
    all.sort(highestCostFirst().thenComparing(byName));
    return all.size() <= maxRows ? all : withRestInOneRow(all);
  }

  private static Comparator<Row> highestCostFirst() {
    Comparator<Row> byCost = Comparator.comparing(row -> row.totals.cost());
    return byCost.thenComparing(row -> row.totals.calls()).reversed();
  }

  private List<Row> withRestInOneRow(List<Row> all) {
    CallTotals rest = new CallTotals();
    all.subList(maxRows, all.size()).forEach(row -> rest.addAll(row.totals));
    List<Row> rows = new ArrayList<>(all.subList(0, maxRows));
    String name = "(" + (all.size() - maxRows) + " more)";
    while (hasRow(rows, name)) {
      // In JSON a row's name is a key, and any name can come from outside.
      name = "(" + name + ")";
    }
    rows.add(new Row(name, rest));
    return rows;
  }

  private static boolean hasRow(List<Row> rows, String name) {
    return rows.stream().anyMatch(row -> row.name.equals(name));
  }

  /** The calls that have one value of the key. */
  private static final class Row {
    final String name;
    final CallTotals totals;

    Row(String name, CallTotals totals) {
      this.name = name;
      this.totals = totals;
    }
  }
}
