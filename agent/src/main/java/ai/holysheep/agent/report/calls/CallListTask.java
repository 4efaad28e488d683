package ai.holysheep.agent.report.calls;

import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.Field;
import ai.holysheep.agent.report.ledger.Selection;
import ai.holysheep.agent.report.totals.LedgerTask;
import org.jspecify.annotations.Nullable;

/** Lists single calls. */
public final class CallListTask implements LedgerTask<CallList> {
  private final int size;
  private final CallOrder order;
  private final boolean onlyErrors;
  private final @Nullable String trace;
  private final boolean forPeople;

  /**
   * @param trace whose calls are listed; {@code null}: those of all traces
   */
  public CallListTask(
      int size, CallOrder order, boolean onlyErrors, @Nullable String trace, boolean forPeople) {
    this.size = size;
    this.order = order;
    this.onlyErrors = onlyErrors;
    this.trace = trace;
    this.forPeople = forPeople;
  }

  @Override
  public String title() {
    return "Single calls";
  }

  @Override
  public void select(Selection selection) {
    selection.need(ListedCall.fields());
    if (onlyErrors) {
      selection.where(Call::failed);
    }
    String id = trace;
    if (id != null) {
      selection.where(call -> id.equalsIgnoreCase(call.name(Field.TRACE_ID)));
    }
  }

  @Override
  public CallList newSums() {
    return new CallList(size, order);
  }

  @Override
  public long maxBytes() {
    return CallList.maxBytes(size);
  }

  @Override
  public void addTo(Document.Builder document, CallList sums) {
    sums.addTo(document, forPeople);
  }
}
