package ai.holysheep.agent.report;

import ai.holysheep.agent.report.chart.BarChart;
import ai.holysheep.agent.report.chart.ColumnChart;
import ai.holysheep.agent.report.chart.LatencyChart;
import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.document.ReportTable;
import ai.holysheep.agent.report.document.Section;
import ai.holysheep.agent.report.ledger.CallKey;
import ai.holysheep.agent.report.ledger.Grouping;
import ai.holysheep.agent.report.totals.CallTotals;
import ai.holysheep.agent.report.totals.CostParts;
import ai.holysheep.agent.report.totals.ReportTotals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What the calls cost: the totals, and a section for each key. */
final class CostReport {
  private final ReportTotals totals;
  private final CostOptions options;

  CostReport(ReportTotals totals, CostOptions options) {
    this.totals = totals;
    this.options = options;
  }

  void addSummary(Document.Builder document) {
    CallTotals total = totals.total();
    document.addSummary("total_calls", Cell.count(total.calls()));
    document.addSummary("total_errors", Cell.count(total.errors()));
    document.addSummary("total_input_tokens", Cell.count(total.inputTokens()));
    document.addSummary("total_output_tokens", Cell.count(total.outputTokens()));
    document.addSummary("total_cost", Cell.usd(total.cost()));
    if (options.repriced) {
      document.addSummary("total_repriced_cost", Cell.usd(total.repricedCost()));
      document.addSummary("total_difference", Cell.usd(total.repricedDifference()));
    }
    if (options.previous != null) {
      document.addSummary("previous_period", Cell.text(options.previous.toString()));
      document.addSummary("total_previous_cost", Cell.usd(total.previousCost()));
      document.addSummary("total_change", Cell.percent(total.changePercent()));
    }
    document.addSummary("error_rate", Cell.percent(total.errorRate()));
    document.addSummary("avg_latency_ms", Cell.millis(total.meanLatency()));
    document.addSummary("p50_latency_ms", Cell.millis(total.latencyQuantile(50)));
    document.addSummary("p95_latency_ms", Cell.millis(total.latencyQuantile(95)));
    document.addSummary("p99_latency_ms", Cell.millis(total.latencyQuantile(99)));
    if (options.byPart) {
      for (CostParts.Part part : CostParts.Part.values()) {
        document.addSummary("total_" + part.key(), Cell.usd(total.cost(part)));
      }
    }
    addUnknownCosts(total, document);
  }

  /** What is in no sum, as people and programs have to know. */
  static void addUnknownCosts(CallTotals total, Document.Builder document) {
    document.addSummary("total_unknown_costs", Cell.count(total.unknownCosts()));
    if (total.unknownCosts() > 0) {
      document.addNote(
          "calls whose cost is not known, and is in no sum: "
              + Cell.count(total.unknownCosts()).rounded()
              + "; --waste estimates it");
    }
  }

  Section section(Grouping grouping) {
    List<String> names = new ArrayList<>(Collections.nCopies(grouping.keys().size(), ""));
    names.set(0, "total");
    ReportTable<CostRow> table =
        new ReportTable<>(
            "by_" + grouping.id(),
            "By " + grouping.title(),
            grouping.keys().size(),
            CostRow.columns(grouping, options, totals.total()),
            rows(grouping),
            row(names, totals.total()));
    CallKey first = grouping.keys().get(0);
    if (grouping.keys().size() == 1 && first.equals(CallKey.DAY)) {
      return new Section(
          table,
          new ColumnChart<>("Spend by day, USD", "cost", table, CostRow.COST),
          new ColumnChart<>("Failed calls by day, %", "bad", table, CostRow.ERROR_RATE));
    }
    if (grouping.keys().size() == 1 && first.equals(CallKey.ERROR_TYPE)) {
      return new Section(table, new BarChart<>("Calls by outcome", table, CostRow.CALLS));
    }
    String title = grouping.title();
    return new Section(
        table,
        new BarChart<>("Spend by " + title + ", USD", table, CostRow.COST),
        new LatencyChart<>(
            "Latency by " + title + ": p50, p95, p99",
            table,
            CostRow.P50,
            CostRow.P95,
            CostRow.P99));
  }

  private CostRow row(List<String> names, CallTotals sums) {
    return new CostRow(names, sums, totals.total());
  }

  private List<CostRow> rows(Grouping grouping) {
    List<CostRow> all =
        totals.totalsBy(grouping.id()).entrySet().stream()
            .map(entry -> row(grouping.split(entry.getKey()), entry.getValue()))
            .collect(Collectors.toList());
    Comparator<CostRow> byName = Comparator.comparing(row -> String.join("\n", row.names));
    boolean isByTime = CallKey.isTime(grouping.keys().get(0));
    if (isByTime && grouping.keys().size() == 1) {
      // Days are in order, not by cost, so that the last ones are not the least of them.
      all.sort(byName);
      return all;
    }
    all.sort(highestCostFirst().thenComparing(byName));
    List<CostRow> rows = all.size() <= options.maxRows ? all : withRestInOneRow(all);
    if (isByTime) {
      rows.subList(0, Math.min(options.maxRows, all.size()))
          .sort(Comparator.comparing(row -> row.names.get(0)));
    }
    return rows;
  }

  private static Comparator<CostRow> highestCostFirst() {
    Comparator<CostRow> byCost = Comparator.comparing(CostRow::cost);
    return byCost.thenComparing(row -> row.totals.calls()).reversed();
  }

  private List<CostRow> withRestInOneRow(List<CostRow> all) {
    CallTotals rest = new CallTotals(options.byPart);
    all.subList(options.maxRows, all.size()).forEach(row -> rest.addAll(row.totals));
    List<CostRow> rows = new ArrayList<>(all.subList(0, options.maxRows));
    String name = "(" + (all.size() - options.maxRows) + " more)";
    while (hasRow(rows, name)) {
      // In JSON a row's name is a key, and any name can come from outside.
      name = "(" + name + ")";
    }
    List<String> names = new ArrayList<>(Collections.nCopies(all.get(0).names.size(), ""));
    names.set(0, name);
    rows.add(row(names, rest));
    return rows;
  }

  private static boolean hasRow(List<CostRow> rows, String name) {
    return rows.stream().anyMatch(row -> row.names.get(0).equals(name));
  }
}
