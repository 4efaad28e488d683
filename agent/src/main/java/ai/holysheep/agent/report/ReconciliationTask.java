package ai.holysheep.agent.report;

import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.ledger.Field;
import ai.holysheep.agent.report.ledger.Selection;
import ai.holysheep.agent.report.totals.Breakdown;
import ai.holysheep.agent.report.totals.CallTotals;
import ai.holysheep.agent.report.totals.LedgerTask;
import ai.holysheep.agent.report.totals.ReportTotals;
import java.util.Collections;
import java.util.Map;

/** Compares the ledger with an invoice. */
final class ReconciliationTask implements LedgerTask<ReportTotals> {
  private static final String DAY_AND_MODEL = "day_and_model";

  private final Reconciliation reconciliation;
  private final int maxRows;
  private final boolean forPeople;

  /**
   * @param reconciliation has the invoice
   */
  ReconciliationTask(Reconciliation reconciliation, int maxRows, boolean forPeople) {
    this.reconciliation = reconciliation;
    this.maxRows = maxRows;
    this.forPeople = forPeople;
  }

  @Override
  public String title() {
    return "The invoice beside the ledger";
  }

  @Override
  public void select(Selection selection) {
    // Every report reads the day and the model.
    selection.need(Collections.singleton(Field.STATUS_CODE));
  }

  @Override
  public ReportTotals newSums() {
    return new ReportTotals(
        Collections.singletonMap(DAY_AND_MODEL, Reconciliation::key), false, call -> 0);
  }

  @Override
  public long maxBytes() {
    return ReportTotals.maxBytes(1);
  }

  @Override
  public void addTo(Document.Builder document, ReportTotals sums) {
    Map<String, CallTotals> totals = sums.totalsBy(DAY_AND_MODEL);
    if (totals.containsKey(Breakdown.OTHER)) {
      document.addNote(
          "more than "
              + Breakdown.MAX_KEYS
              + " days of a model: some of the ledger's are in (other), ask for fewer days");
    }
    reconciliation.addLedger(totals);
    new ReconciliationReport(reconciliation, maxRows, forPeople).addTo(document);
    CostReport.addUnknownCosts(sums.total(), document);
  }
}
