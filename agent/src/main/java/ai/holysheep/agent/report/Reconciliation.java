package ai.holysheep.agent.report;

import ai.holysheep.agent.pricing.ModelNames;
import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.Period;
import ai.holysheep.agent.report.totals.CallTotals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares the ledger with a provider's invoice, by day and model. Spellings of a model's name do
 * not matter, as in the price table without a price file.
 */
final class Reconciliation {
  /** Between day and model in a key; neither of them contains it. */
  private static final char SEPARATOR = '\n';

  private final ModelNames names = ModelNames.load();
  private final Period period;

  /** By day, and by the base name of the model. */
  private final SortedMap<String, SortedMap<String, Comparison>> comparisons = new TreeMap<>();

  /** How a model is shown, by its base name: as the invoice has it. */
  private final Map<String, String> shownNames = new HashMap<>();

  private long rowsOutsidePeriod;

  Reconciliation(Period period, List<Invoice.Row> invoice) {
    this.period = period;
    for (Invoice.Row row : invoice) {
      String day = row.day.toString();
      if (period.contains(day)) {
        comparison(day, row.model).addInvoice(row.usd);
      } else {
        rowsOutsidePeriod++;
      }
    }
  }

  /** From the invoice's first day to its last. */
  static Period periodOf(List<Invoice.Row> invoice) {
    Comparator<Invoice.Row> byDay = Comparator.comparing(row -> row.day);
    return new Period(
        invoice.stream().min(byDay).orElseThrow(IllegalStateException::new).day,
        invoice.stream().max(byDay).orElseThrow(IllegalStateException::new).day);
  }

  /** By this key the ledger has to be summed. */
  static String key(Call call) {
    return call.day() + SEPARATOR + call.model();
  }

  /**
   * @param totals by {@link #key}
   */
  void addLedger(Map<String, CallTotals> totals) {
    totals.forEach(
        (key, more) -> {
          int separator = key.indexOf(SEPARATOR);
          // Calls of keys above the limit have neither day nor model.
          Comparison comparison =
              separator < 0
                  ? comparison(key, key)
                  : comparison(key.substring(0, separator), key.substring(separator + 1));
          comparison.addLedger(more.calls(), more.cost());
        });
  }

  Period period() {
    return period;
  }

  /** Rows of the invoice that have another day. */
  long rowsOutsidePeriod() {
    return rowsOutsidePeriod;
  }

  Comparison total() {
    return sum(new Comparison("total", "total"), byDayAndModel());
  }

  List<Comparison> byDayAndModel() {
    return comparisons.values().stream()
        .flatMap(models -> models.values().stream())
        .collect(Collectors.toList());
  }

  List<Comparison> byDay() {
    return grouped(Comparison::day, day -> new Comparison(day, ""));
  }

  List<Comparison> byModel() {
    return grouped(Comparison::model, model -> new Comparison("", model));
  }

  private List<Comparison> grouped(
      Function<Comparison, String> key, Function<String, Comparison> newSum) {
    Map<String, List<Comparison>> groups =
        byDayAndModel().stream()
            .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    List<Comparison> sums = new ArrayList<>();
    groups.forEach((name, group) -> sums.add(sum(newSum.apply(name), group)));
    return sums;
  }

  private static Comparison sum(Comparison sum, List<Comparison> group) {
    group.forEach(sum::addAll);
    return sum;
  }

  private Comparison comparison(String day, String model) {
    String base = names.base(model);
    return comparisons
        .computeIfAbsent(day, added -> new TreeMap<>())
        .computeIfAbsent(
            base, added -> new Comparison(day, shownNames.computeIfAbsent(base, first -> model)));
  }
}
