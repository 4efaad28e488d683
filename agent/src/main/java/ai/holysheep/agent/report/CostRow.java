package ai.holysheep.agent.report;

import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.ledger.CallKey;
import ai.holysheep.agent.report.ledger.Grouping;
import ai.holysheep.agent.report.totals.CallTotals;
import ai.holysheep.agent.report.totals.CostParts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The calls that have one value of each key, and the columns that show them. Immutable. */
final class CostRow {
  static final Column<CostRow> CALLS = Column.count("calls", "calls", row -> row.totals.calls());
  static final Column<CostRow> COST = Column.usd("cost", "USD", row -> row.totals.cost());
  static final Column<CostRow> ERROR_RATE =
      Column.percent("error_rate", "errors %", row -> row.totals.errorRate());
  static final Column<CostRow> P50 =
      Column.millis("p50_latency_ms", "p50 ms", row -> row.totals.latencyQuantile(50));
  static final Column<CostRow> P95 =
      Column.millis("p95_latency_ms", "p95 ms", row -> row.totals.latencyQuantile(95));
  static final Column<CostRow> P99 =
      Column.millis("p99_latency_ms", "p99 ms", row -> row.totals.latencyQuantile(99));

  private static final Column<CostRow> INPUT_TOKENS =
      Column.sum("input_tokens", "tokens in", row -> row.totals.inputTokens());
  private static final Column<CostRow> OUTPUT_TOKENS =
      Column.sum("output_tokens", "tokens out", row -> row.totals.outputTokens());
  private static final Column<CostRow> UNKNOWN_COSTS =
      Column.count("unknown_costs", "cost unknown", row -> row.totals.unknownCosts());
  private static final Column<CostRow> REPRICED_COST =
      Column.usd("repriced_cost", "USD repriced", row -> row.totals.repricedCost());
  private static final Column<CostRow> DIFFERENCE =
      Column.usd("difference", "difference", row -> row.totals.repricedDifference());
  private static final Column<CostRow> SHARE =
      Column.percent("share", "share %", row -> row.totals.sharePercent(row.all));
  private static final Column<CostRow> PREVIOUS_COST =
      Column.usd("previous_cost", "USD before", row -> row.totals.previousCost());
  private static final Column<CostRow> CHANGE =
      Column.percent("change", "change %", row -> row.totals.changePercent());
  private static final Column<CostRow> MEAN_LATENCY =
      Column.millis("avg_latency_ms", "mean ms", row -> row.totals.meanLatency());

  /** By the keys. */
  final List<String> names;

  final CallTotals totals;
  private final CallTotals all;

  /**
   * @param all the calls that the row is a share of
   */
  CostRow(List<String> names, CallTotals totals, CallTotals all) {
    this.names = names;
    this.totals = totals;
    this.all = all;
  }

  BigDecimal cost() {
    return totals.cost();
  }

  /** The columns of a report that has these options, for people or for programs. */
  static List<Column<CostRow>> columns(Grouping grouping, CostOptions options, CallTotals total) {
    List<Column<CostRow>> columns = keyColumns(grouping);
    columns.addAll(Arrays.asList(CALLS, INPUT_TOKENS, OUTPUT_TOKENS, COST));
    if (options.forPeople && total.unknownCosts() > 0) {
      columns.add(UNKNOWN_COSTS);
    }
    if (options.repriced) {
      columns.addAll(Arrays.asList(REPRICED_COST, DIFFERENCE));
    }
    List<Column<CostRow>> shares = new ArrayList<>();
    shares.add(SHARE);
    if (options.previous != null && isShown(total.previousCost(), options)) {
      shares.addAll(Arrays.asList(PREVIOUS_COST, CHANGE));
    }
    List<Column<CostRow>> quality = Arrays.asList(ERROR_RATE, MEAN_LATENCY, P50, P95, P99);
    // Programs find columns where they have always been: new ones are the last.
    columns.addAll(options.forPeople ? shares : quality);
    columns.addAll(options.forPeople ? quality : shares);
    if (options.byPart) {
      columns.addAll(partColumns(options, total));
    }
    if (!options.forPeople) {
      columns.add(UNKNOWN_COSTS);
    }
    return columns;
  }

  /** People need no column of zeros. */
  private static boolean isShown(BigDecimal total, CostOptions options) {
    return !options.forPeople || total.signum() != 0;
  }

  private static List<Column<CostRow>> keyColumns(Grouping grouping) {
    List<Column<CostRow>> columns = new ArrayList<>();
    for (CallKey key : grouping.keys()) {
      int index = columns.size();
      columns.add(Column.text(key.id(), key.title(), row -> row.names.get(index)));
    }
    return columns;
  }

  private static List<Column<CostRow>> partColumns(CostOptions options, CallTotals total) {
    List<Column<CostRow>> columns = new ArrayList<>();
    for (CostParts.Part part : CostParts.Part.values()) {
      if (isShown(total.cost(part), options)) {
        columns.add(Column.usd(part.key(), part.title(), row -> row.totals.cost(part)));
      }
    }
    return columns;
  }
}
