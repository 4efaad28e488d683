package ai.holysheep.agent.report.calls;

import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.document.ReportTable;
import ai.holysheep.agent.report.document.Section;
import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.CallAccumulator;
import ai.holysheep.agent.report.totals.CallTotals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first calls in an order, and the sums of all. Not thread-safe. */
public final class CallList implements CallAccumulator<CallList> {
  /** A list that is read, and not summed, is no longer. */
  public static final int MAX_CALLS = 10_000;

  /** 17 names of 512 characters, and objects around them. */
  private static final long MAX_BYTES_PER_CALL = 20_000;

  private final int size;
  private final Comparator<ListedCall> lastToFirst;

  /** Its head is the last call that is shown. */
  private final PriorityQueue<ListedCall> listed;

  private final CallTotals totals = new CallTotals(false);

  /** Calls, and further models' parts of calls. */
  private long lines;

  /**
   * @param size how many calls to keep
   */
  CallList(int size, CallOrder order) {
    this.size = size;
    lastToFirst = order.lastToFirst();
    listed = new PriorityQueue<>(lastToFirst);
  }

  /** The most memory that this number of calls takes. */
  static long maxBytes(int calls) {
    return (calls + 1) * MAX_BYTES_PER_CALL;
  }

  @Override
  public void add(Call call) {
    totals.add(call);
    lines++;
    add(new ListedCall(call));
  }

  private void add(ListedCall call) {
    if (listed.size() < size) {
      listed.add(call);
    } else if (size > 0 && lastToFirst.compare(call, listed.peek()) > 0) {
      listed.poll();
      listed.add(call);
    }
  }

  @Override
  public void addAll(CallList other) {
    totals.addAll(other.totals);
    lines += other.lines;
    other.listed.forEach(this::add);
  }

  void addTo(Document.Builder document, boolean forPeople) {
    document.addSummary("total_calls", Cell.count(totals.calls()));
    document.addSummary("total_errors", Cell.count(totals.errors()));
    document.addSummary("total_cost", Cell.usd(totals.cost()));
    List<ListedCall> rows = new ArrayList<>(listed);
    rows.sort(lastToFirst.reversed());
    document.addSummary("listed_calls", Cell.count(rows.size()));
    if (rows.size() < lines) {
      document.addNote(
          "shown: "
              + Cell.count(rows.size()).rounded()
              + " of "
              + Cell.count(lines).rounded()
              + ", which cost "
              + Cell.usd(totals.cost()).rounded()
              + " USD together");
    }
    document.addSection(
        new Section(
            new ReportTable<>("calls", "Calls", 2, ListedCall.columns(forPeople), rows, null)));
  }
}
