package ai.holysheep.agent.report;

import ai.holysheep.agent.pricing.ModelName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ledger beside a provider's invoice, by day and model. A model is the same with and without
 * vendor and date, as the price table has it.
 */
final class Reconciliation {
  /** What calls are summed by for this; no day or name has it. */
  private static final char BETWEEN = '\n';

  /** Bills are in cents. */
  private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");

  /** What both sides have of one day and model. */
  private static final class Entry {
    final String day;
    final String model;
    long calls;
    BigDecimal usd = BigDecimal.ZERO;
    BigDecimal invoiced = BigDecimal.ZERO;

    Entry(String day, String model) {
      this.day = day;
      this.model = model;
    }

    void add(Entry more) {
      calls += more.calls;
      usd = usd.add(more.usd);
      invoiced = invoiced.add(more.invoiced);
    }

    BigDecimal difference() {
      return invoiced.subtract(usd);
    }
  }

  private final Period period;

  /** By day and by the model's base name. */
  private final SortedMap<String, SortedMap<String, Entry>> entries = new TreeMap<>();

  /** By its base name, how a model is shown: as the invoice has it. */
  private final Map<String, String> shown = new HashMap<>();

  /** Rows of days that the report is not about. */
  private long outside;

  Reconciliation(Period period, List<Invoice.Row> invoice) {
    this.period = period;
    for (Invoice.Row row : invoice) {
      String day = row.day.toString();
      if (period.contains(day)) {
        Entry entry = entry(day, row.model);
        entry.invoiced = entry.invoiced.add(row.usd);
      } else {
        outside++;
      }
    }
  }

  /** From the invoice's first day to its last. */
  static Period period(List<Invoice.Row> invoice) {
    Comparator<Invoice.Row> byDay = Comparator.comparing(row -> row.day);
    return new Period(
        invoice.stream().min(byDay).orElseThrow(IllegalStateException::new).day,
        invoice.stream().max(byDay).orElseThrow(IllegalStateException::new).day);
  }

  static String key(Call call) {
    return call.day + BETWEEN + call.model;
  }

  private Entry entry(String day, String model) {
    String base = ModelName.base(model);
    return entries
        .computeIfAbsent(day, any -> new TreeMap<>())
        .computeIfAbsent(base, any -> new Entry(day, shown.computeIfAbsent(base, first -> model)));
  }

  /**
   * Adds the ledger's side, and compares.
   *
   * @param tallies by {@link #key}
   */
  Document compare(Map<String, CallTotals> tallies, Format format, int top) {
    Document document = new Document("The invoice beside the ledger", period.toString());
    if (tallies.containsKey(Breakdown.OTHER)) {
      document.notes.add(
          "more than "
              + Breakdown.MAX_KEYS
              + " days of a model: some of the ledger's are in (other), ask for fewer days");
    }
    tallies.forEach(
        (key, tally) -> {
          int between = key.indexOf(BETWEEN);
          // What a breakdown no longer tells apart has neither day nor model.
          Entry entry =
              between < 0
                  ? entry(key, key)
                  : entry(key.substring(0, between), key.substring(between + 1));
          entry.calls += tally.calls;
          entry.usd = entry.usd.add(tally.cost.usd());
        });
    Entry total = sum(all());
    document.summary.put("total_calls", total.calls);
    document.summary.put("total_cost", total.usd);
    document.summary.put("total_invoiced", total.invoiced);
    document.summary.put("total_difference", total.difference());
    document.sheets.add(byDayAndModel(format, top, document.notes));
    document.sheets.add(by("day", entry -> entry.day));
    document.sheets.add(by("model", entry -> entry.model));
    if (outside > 0) {
      document.notes.add("rows of the invoice for other days, left out: " + outside);
    }
    return document;
  }

  private List<Entry> all() {
    return entries.values().stream()
        .flatMap(models -> models.values().stream())
        .collect(Collectors.toList());
  }

  private static Entry sum(List<Entry> entries) {
    Entry sum = new Entry("", "");
    entries.forEach(sum::add);
    return sum;
  }

  /** For people what parts most comes first, and what agrees to the cent is left out. */
  private ReportTable byDayAndModel(Format format, int top, List<String> notes) {
    List<Entry> rows = all();
    boolean forPeople = format == Format.TEXT || format == Format.HTML;
    if (forPeople) {
      int all = rows.size();
      rows.removeIf(entry -> entry.difference().abs().compareTo(HALF_A_CENT) < 0);
      if (rows.size() < all) {
        notes.add("days of a model that agree to the cent, not shown: " + (all - rows.size()));
      }
    }
    if (forPeople || rows.size() > top) {
      Comparator<Entry> byDifference = Comparator.comparing(entry -> entry.difference().abs());
      rows.sort(byDifference.reversed());
    }
    if (rows.size() > top) {
      notes.add("smaller differences, not shown (--top): " + (rows.size() - top));
    }
    ReportTable sheet =
        new ReportTable("by_day_and_model", "By day and model", 2, columns("day", "model"));
    for (Entry entry : rows.subList(0, Math.min(top, rows.size()))) {
      sheet.rows.add(row(entry, entry.day, entry.model));
    }
    return sheet;
  }

  private ReportTable by(String name, Function<Entry, String> key) {
    Map<String, List<Entry>> groups =
        all().stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    ReportTable sheet = new ReportTable("by_" + name, "By " + name, 1, columns(name));
    groups.forEach((own, entries) -> sheet.rows.add(row(sum(entries), own)));
    sheet.total = row(sum(all()), "total");
    return sheet;
  }

  private static List<Column> columns(String... keys) {
    List<Column> columns = new ArrayList<>();
    for (String key : keys) {
      columns.add(new Column(key, key, Column.Kind.TEXT));
    }
    columns.addAll(
        Arrays.asList(
            new Column("calls", "calls", Column.Kind.COUNT),
            new Column("cost", "USD, ledger", Column.Kind.USD),
            new Column("invoiced", "USD, invoice", Column.Kind.USD),
            new Column("difference", "difference", Column.Kind.USD),
            new Column("difference_percent", "%", Column.Kind.PERCENT)));
    return columns;
  }

  private static @Nullable Object[] row(Entry entry, String... keys) {
    List<@Nullable Object> cells = new ArrayList<>(Arrays.asList((Object[]) keys));
    cells.add(entry.calls);
    cells.add(entry.usd);
    cells.add(entry.invoiced);
    cells.add(entry.difference());
    cells.add(
        entry.usd.signum() == 0
            ? null
            : entry
                .difference()
                .multiply(BigDecimal.valueOf(100))
                .divide(entry.usd, 4, RoundingMode.HALF_UP));
    return cells.toArray();
  }
}
