package ai.holysheep.agent.report.waste;

import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.ledger.CallKey;
import ai.holysheep.agent.report.ledger.Grouping;
import ai.holysheep.agent.report.totals.BoundedGroups;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What belongs to the values of some keys. Immutable.
 *
 * @param <S> the sums
 */
final class WasteRow<S> {
  final S sums;
  private final List<String> names;

  WasteRow(List<String> names, S sums) {
    this.names = names;
    this.sums = sums;
  }

  /** For people and programs: as many as there are keys. */
  static <S> List<Column<WasteRow<S>>> keyColumns(Grouping grouping) {
    List<Column<WasteRow<S>>> columns = new ArrayList<>();
    for (CallKey key : grouping.keys()) {
      int index = columns.size();
      columns.add(Column.text(key.id(), key.title(), row -> row.names.get(index)));
    }
    return columns;
  }

  /** The greatest first. */
  static <S, C extends Comparable<C>> List<WasteRow<S>> rows(
      Grouping grouping, BoundedGroups<S> groups, Function<S, C> size) {
    List<WasteRow<S>> rows = new ArrayList<>();
    for (Map.Entry<String, S> group : groups.all().entrySet()) {
      rows.add(new WasteRow<>(grouping.split(group.getKey()), group.getValue()));
    }
    Comparator<WasteRow<S>> bySize = Comparator.comparing(row -> size.apply(row.sums));
    rows.sort(bySize.reversed().thenComparing(row -> String.join("\n", row.names)));
    return rows;
  }

  /** A row for sums of several values, with a name of its own. */
  static <S> WasteRow<S> named(String name, Grouping grouping, S sums) {
    List<String> names = new ArrayList<>(Collections.nCopies(grouping.keys().size(), ""));
    names.set(0, name);
    return new WasteRow<>(names, sums);
  }

  /** Something else that belongs to the same values. */
  <T> WasteRow<T> with(T others) {
    return new WasteRow<>(names, others);
  }

  /** By the key of this index. */
  String name(int index) {
    return names.get(index);
  }
}
