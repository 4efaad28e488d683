package ai.holysheep.agent.report;

import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.format.Format;
import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.CallKey;
import ai.holysheep.agent.report.ledger.Field;
import ai.holysheep.agent.report.ledger.Grouping;
import ai.holysheep.agent.report.ledger.Selection;
import ai.holysheep.agent.report.totals.Breakdown;
import ai.holysheep.agent.report.totals.CallTotals;
import ai.holysheep.agent.report.totals.CostParts;
import ai.holysheep.agent.report.totals.LedgerTask;
import ai.holysheep.agent.report.totals.ReportTotals;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A report on costs: what it sums by, and what it shows of that. */
final class CostTask implements LedgerTask<ReportTotals> {
  /** A page shows them if they say anything: files of older agents do not have them. */
  private static final Grouping[] IF_KNOWN = {
    new Grouping(CallKey.ENTRY), new Grouping(CallKey.SERVICE), new Grouping(CallKey.WASTE)
  };

  private static final String NONE = "none";

  private final @Nullable Grouping by;
  private final Format format;
  private final @Nullable Repricing repricing;
  private final CostOptions options;

  /** What the report shows. */
  private final Set<Grouping> groupings = new LinkedHashSet<>();

  /** What it also needs. */
  private final Set<Grouping> summed;

  /**
   * @param by {@code null}: by model
   * @param repricing {@code null}: without other prices
   */
  CostTask(
      @Nullable Grouping by, Format format, @Nullable Repricing repricing, CostOptions options) {
    this.by = by;
    this.format = format;
    this.repricing = repricing;
    this.options = options;
    Grouping byModel = new Grouping(CallKey.MODEL);
    if (format == Format.HTML) {
      groupings.add(new Grouping(CallKey.DAY));
      groupings.add(byModel);
      groupings.add(IF_KNOWN[0]);
      groupings.add(new Grouping(CallKey.CALLER));
      groupings.add(IF_KNOWN[1]);
      groupings.add(IF_KNOWN[2]);
      groupings.add(new Grouping(CallKey.ERROR_TYPE));
    }
    groupings.add(by == null ? byModel : by);
    if (format == Format.JSON) {
      // Programs always find the models.
      groupings.add(byModel);
    }
    summed = new LinkedHashSet<>(groupings);
    if (options.forecast != null) {
      summed.add(Forecast.KEY);
    }
  }

  @Override
  public String title() {
    return "What the calls cost";
  }

  @Override
  public void select(Selection selection) {
    summed.forEach(selection::need);
    selection.need(Collections.singleton(Field.STATUS_CODE));
    if (options.byPart) {
      selection.need(CostParts.FIELDS);
    }
    if (repricing != null) {
      selection.need(Field.PRICES);
    }
  }

  @Override
  public ReportTotals newSums() {
    Map<String, Function<Call, String>> keys = new LinkedHashMap<>();
    summed.forEach(grouping -> keys.put(grouping.id(), grouping::of));
    return new ReportTotals(keys, options.byPart, repricing == null ? call -> 0 : repricing::cost);
  }

  @Override
  public long maxBytes() {
    return ReportTotals.maxBytes(summed.size());
  }

  @Override
  public void addTo(Document.Builder document, ReportTotals totals) {
    requireKnown(totals);
    CostReport report = new CostReport(totals, options);
    report.addSummary(document);
    for (Grouping grouping : groupings) {
      if (grouping.equals(by) || !isEmpty(grouping, totals)) {
        document.addSection(report.section(grouping));
      }
    }
    groupings.forEach(grouping -> addLimit(grouping, totals, document));
    if (options.previous != null && format == Format.TEXT) {
      boolean isKnown = totals.total().previousCost().signum() != 0;
      document.addNote("before: " + options.previous + (isKnown ? "" : ", without any cost"));
    }
    addForecast(totals, document);
    if (repricing != null) {
      repricing.notes().forEach(document::addNote);
    }
  }

  private void addForecast(ReportTotals totals, Document.Builder document) {
    if (options.forecast != null) {
      String note = options.forecast.note(totals.totalsBy(Forecast.KEY.id()));
      if (note != null) {
        document.addNote(note);
      }
    }
  }

  /** Without it, a reader would take the first row for the most expensive of all values. */
  private static void addLimit(Grouping grouping, ReportTotals totals, Document.Builder document) {
    if (totals.totalsBy(grouping.id()).size() > Breakdown.MAX_KEYS) {
      document.addNote(
          "by "
              + grouping.title()
              + ": later values than the first "
              + Breakdown.MAX_KEYS
              + " are in (other), whatever they cost; ask for fewer calls with --where or --from");
    }
  }

  private static boolean isEmpty(Grouping grouping, ReportTotals totals) {
    for (Grouping ifKnown : IF_KNOWN) {
      Map<String, CallTotals> found = totals.totalsBy(grouping.id());
      if (grouping.equals(ifKnown) && found.size() <= 1) {
        return found.isEmpty() || found.containsKey(Call.UNKNOWN) || found.containsKey(NONE);
      }
    }
    return false;
  }

  /**
   * Throws {@link IllegalArgumentException} if no call has a value of a key that may be spelled
   * wrong.
   */
  private void requireKnown(ReportTotals totals) {
    if (by != null && totals.total().calls() > 0) {
      for (int i = 0; i < by.keys().size(); i++) {
        CallKey key = by.keys().get(i);
        int index = i;
        if (key.isGuess()
            && totals.totalsBy(by.id()).keySet().stream()
                .allMatch(values -> by.split(values).get(index).equals(Call.UNKNOWN))) {
          throw key.unknown("--by");
        }
      }
    }
  }
}
