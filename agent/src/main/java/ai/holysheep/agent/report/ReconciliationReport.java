package ai.holysheep.agent.report;

import ai.holysheep.agent.report.chart.ColumnChart;
import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.document.ReportTable;
import ai.holysheep.agent.report.document.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The invoice beside the ledger: by day and model, by day, and by model. */
final class ReconciliationReport {
  private static final Column<Comparison> DAY = Column.text("day", "day", Comparison::day);
  private static final Column<Comparison> MODEL = Column.text("model", "model", Comparison::model);
  private static final Column<Comparison> COST =
      Column.usd("cost", "USD, ledger", Comparison::cost);
  private static final Column<Comparison> INVOICED =
      Column.usd("invoiced", "USD, invoice", Comparison::invoiced);
  private static final List<Column<Comparison>> VALUES =
      Arrays.asList(
          Column.count("calls", "calls", Comparison::calls),
          COST,
          INVOICED,
          Column.usd("difference", "difference", Comparison::difference),
          Column.percent("difference_percent", "%", Comparison::differencePercent));

  private final Reconciliation reconciliation;
  private final int maxRows;
  private final boolean forPeople;

  /**
   * @param maxRows how many days of a model are shown
   * @param forPeople whether the greatest differences come first, and what agrees is left out
   */
  ReconciliationReport(Reconciliation reconciliation, int maxRows, boolean forPeople) {
    this.reconciliation = reconciliation;
    this.maxRows = maxRows;
    this.forPeople = forPeople;
  }

  void addTo(Document.Builder document) {
    Comparison total = reconciliation.total();
    document.addSummary("total_calls", Cell.count(total.calls()));
    document.addSummary("total_cost", Cell.usd(total.cost()));
    document.addSummary("total_invoiced", Cell.usd(total.invoiced()));
    document.addSummary("total_difference", Cell.usd(total.difference()));

    document.addSection(byDayAndModel(document));
    document.addSection(byDay(total));
    document.addSection(byModel(total));

    if (reconciliation.rowsOutsidePeriod() > 0) {
      document.addNote(
          "rows of the invoice for other days, left out: " + reconciliation.rowsOutsidePeriod());
    }
  }

  private Section byDayAndModel(Document.Builder document) {
    List<Comparison> rows = reconciliation.byDayAndModel();
    if (forPeople) {
      int all = rows.size();
      rows.removeIf(Comparison::agreesToTheCent);
      if (rows.size() < all) {
        document.addNote(
            "days of a model that agree to the cent, not shown: " + (all - rows.size()));
      }
    }
    if (forPeople || rows.size() > maxRows) {
      Comparator<Comparison> byDifference = Comparator.comparing(row -> row.difference().abs());
      rows.sort(byDifference.reversed());
    }
    if (rows.size() > maxRows) {
      document.addNote("smaller differences, not shown (--top): " + (rows.size() - maxRows));
      rows = rows.subList(0, maxRows);
    }
    return new Section(
        new ReportTable<>(
            "by_day_and_model",
            "By day and model",
            2,
            columns(Arrays.asList(DAY, MODEL)),
            rows,
            null));
  }

  private Section byDay(Comparison total) {
    ReportTable<Comparison> table =
        new ReportTable<>(
            "by_day",
            "By day",
            1,
            columns(Collections.singletonList(DAY)),
            reconciliation.byDay(),
            total);
    return new Section(
        table,
        new ColumnChart<>("Ledger by day, USD", "cost", table, COST),
        new ColumnChart<>("Invoice by day, USD", "cost", table, INVOICED));
  }

  private Section byModel(Comparison total) {
    return new Section(
        new ReportTable<>(
            "by_model",
            "By model",
            1,
            columns(Collections.singletonList(MODEL)),
            reconciliation.byModel(),
            total));
  }

  private static List<Column<Comparison>> columns(List<Column<Comparison>> keys) {
    List<Column<Comparison>> columns = new ArrayList<>(keys);
    columns.addAll(VALUES);
    return columns;
  }
}
