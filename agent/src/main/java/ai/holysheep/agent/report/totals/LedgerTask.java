package ai.holysheep.agent.report.totals;

import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.ledger.CallAccumulator;
import ai.holysheep.agent.report.ledger.Selection;

/**
 * One kind of report: what it reads of the ledger, and what it shows.
 *
 * @param <A> the sums that it needs
 */
public interface LedgerTask<A extends CallAccumulator<A>> {
  String title();

  /** Adds to the selection which calls the report is about, and what has to be read of them. */
  void select(Selection selection);

  /** Empty sums: each thread that reads has an object of its own. */
  A newSums();

  /** The most memory that one object of sums takes. */
  long maxBytes();

  /** Throws {@link IllegalArgumentException} if the sums do not fit the options. */
  void addTo(Document.Builder document, A sums);
}
