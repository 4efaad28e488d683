package ai.holysheep.agent.report.waste;

import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.document.ReportTable;
import ai.holysheep.agent.report.document.Section;
import ai.holysheep.agent.report.ledger.CallKey;
import ai.holysheep.agent.report.ledger.Field;
import ai.holysheep.agent.report.ledger.Grouping;
import ai.holysheep.agent.report.ledger.Selection;
import ai.holysheep.agent.report.totals.CallTotals;
import ai.holysheep.agent.report.totals.LedgerTask;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was paid for in vain. Sums of the ledger are exact; the rest is marked as an estimate. */
public final class WasteReport implements LedgerTask<WasteTotals> {
  private final WasteKeys keys;
  private final PriceTable prices;
  private final int maxRows;
  private final boolean forPeople;

  /**
   * @param by {@code null}: by model, entry and caller
   * @param prices for the estimates
   */
  public WasteReport(@Nullable CallKey by, PriceTable prices, int maxRows, boolean forPeople) {
    keys = by == null ? WasteKeys.byDefault() : WasteKeys.by(by);
    this.prices = prices;
    this.maxRows = maxRows;
    this.forPeople = forPeople;
  }

  @Override
  public String title() {
    return "What was paid for in vain";
  }

  @Override
  public void select(Selection selection) {
    selection.need(EnumSet.of(Field.WASTE, Field.STATUS_CODE)).need(Field.PRICES);
    keys.all().forEach(selection::need);
  }

  @Override
  public WasteTotals newSums() {
    return new WasteTotals(keys, prices);
  }

  @Override
  public long maxBytes() {
    return WasteTotals.maxBytes(keys);
  }

  @Override
  public void addTo(Document.Builder document, WasteTotals totals) {
    document.addSummary("total_calls", Cell.count(totals.total.calls()));
    document.addSummary("total_cost", Cell.usd(totals.total.cost()));
    document.addSummary("wasted_calls", Cell.count(totals.wasted.calls()));
    document.addSummary("wasted_cost", Cell.usd(totals.wasted.cost()));
    document.addSummary("wasted_share", Cell.percent(totals.wasted.sharePercent(totals.total)));
    for (Grouping grouping : keys.wasted) {
      document.addSection(Section.withHeading(wasted(grouping, totals)));
    }
    addUnlessEmpty(document, caches(totals));
    addUnlessEmpty(document, unpriced(totals));
    document.addNote(
        "all "
            + Cell.count(totals.total.calls()).rounded()
            + " calls together cost "
            + Cell.usd(totals.total.cost()).rounded()
            + " USD");
    document.addNote(
        "what is marked as an estimate belongs to no sum; '-': the price table has no price for"
            + " cached input, or this ledger has no call to estimate by");
    long guessed = totals.caches.all().values().stream().mapToLong(CacheSums::guessedCalls).sum();
    if (guessed > 0) {
      document.addNote(
          "without an estimate of the cache, since their model has no price: " + guessed);
    }
  }

  /** Programs always find a table. */
  private void addUnlessEmpty(Document.Builder document, ReportTable<?> table) {
    if (!forPeople || !table.rows().isEmpty()) {
      document.addSection(Section.withHeading(table));
    }
  }

  private ReportTable<WasteRow<CallTotals>> wasted(Grouping grouping, WasteTotals totals) {
    List<Column<WasteRow<CallTotals>>> columns = WasteRow.keyColumns(grouping);
    columns.add(Column.count("calls", "calls", row -> row.sums.calls()));
    columns.add(Column.sum("input_tokens", "tokens in", row -> row.sums.inputTokens()));
    columns.add(Column.sum("output_tokens", "tokens out", row -> row.sums.outputTokens()));
    columns.add(Column.usd("wasted_cost", "USD wasted", row -> row.sums.cost()));
    columns.add(
        Column.percent("share", "% of all cost", row -> row.sums.sharePercent(totals.total)));
    List<WasteRow<CallTotals>> rows =
        WasteRow.rows(grouping, totals.wastedBy(grouping), CallTotals::cost);
    return new ReportTable<>(
        "by_" + grouping.id(),
        "Paid for in vain, by " + grouping.title().replaceFirst("^waste", "reason"),
        grouping.keys().size(),
        columns,
        rows.size() <= maxRows ? rows : withRestInOneRow(rows, grouping),
        WasteRow.named("total", grouping, totals.wasted));
  }

  private List<WasteRow<CallTotals>> withRestInOneRow(
      List<WasteRow<CallTotals>> rows, Grouping grouping) {
    CallTotals rest = new CallTotals(false);
    rows.subList(maxRows, rows.size()).forEach(row -> rest.addAll(row.sums));
    List<WasteRow<CallTotals>> shown = new ArrayList<>(rows.subList(0, maxRows));
    shown.add(WasteRow.named("(" + (rows.size() - maxRows) + " more)", grouping, rest));
    return shown;
  }

  private ReportTable<WasteRow<CacheSums>> caches(WasteTotals totals) {
    List<Column<WasteRow<CacheSums>>> columns = WasteRow.keyColumns(keys.caches);
    columns.add(Column.count("calls", "calls", row -> row.sums.calls()));
    columns.add(Column.sum("cached_input_tokens", "cached in", row -> row.sums.cachedTokens()));
    columns.add(Column.percent("hit_rate", "% of in", row -> row.sums.hitPercent()));
    columns.add(Column.optionalUsd("estimated_savings", "USD saved", row -> row.sums.saved()));
    columns.add(
        Column.usd("estimated_write_premium", "USD for writes", row -> row.sums.forWrites()));
    columns.add(
        Column.usd(
            "estimated_unread_write_premium_min",
            "not read, at least",
            row -> row.sums.forUnreadWrites()));
    columns.add(
        Column.optionalUsd(
            "estimated_missed_max", "USD missed, at most", row -> row.sums.missedAtMost()));
    List<WasteRow<CacheSums>> rows = WasteRow.rows(keys.caches, totals.caches, CacheSums::size);
    rows.removeIf(row -> row.sums.hasNoCache());
    return new ReportTable<>(
        "cache_savings",
        "Estimate: savings by the cache, by " + keys.caches.title(),
        keys.caches.keys().size(),
        columns,
        rows.subList(0, Math.min(maxRows, rows.size())),
        null);
  }

  private ReportTable<WasteRow<UnknownCost>> unpriced(WasteTotals totals) {
    List<Column<WasteRow<UnknownCost>>> columns = WasteRow.keyColumns(keys.unpriced);
    columns.add(Column.count("calls", "calls", row -> row.sums.calls));
    columns.add(Column.count("ended_early", "ended early", row -> row.sums.endedEarly));
    columns.add(Column.optionalUsd("cost_low", "USD from", row -> row.sums.low()));
    columns.add(Column.optionalUsd("cost_high", "USD to", row -> row.sums.high()));
    columns.add(Column.count("basis_calls", "known calls", row -> row.sums.range.calls()));
    columns.add(
        Column.text("basis", "estimate by", row -> row.sums.basis == null ? "" : row.sums.basis));
    List<WasteRow<UnknownCost>> rows = new ArrayList<>();
    for (WasteRow<UnpricedCalls> row :
        WasteRow.rows(keys.unpriced, totals.unpriced, calls -> calls.count)) {
      if (row.sums.count > 0 && rows.size() < maxRows) {
        String title = keys.unpriced.title();
        rows.add(row.with(UnknownCost.of(row.sums, title, row.name(0), totals.costsOfModels)));
      }
    }
    return new ReportTable<>(
        "calls_without_usage",
        "Estimate: calls whose cost is not known, by " + keys.unpriced.title(),
        keys.unpriced.keys().size(),
        columns,
        rows,
        null);
  }
}
