package ai.holysheep.agent.report.totals;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Something for each value of a key. Values come from outside and could be anything: those that
 * come when there are enough share one. Not thread-safe.
 *
 * @param <S> what each value has
 */
public final class BoundedGroups<S> {
  private final Map<String, S> groups = new HashMap<>();
  private final int maxGroups;
  private final String other;
  private final Supplier<S> newGroup;

  /**
   * @param other the value of all that come after the first {@code maxGroups}
   */
  public BoundedGroups(int maxGroups, String other, Supplier<S> newGroup) {
    this.maxGroups = maxGroups;
    this.other = other;
    this.newGroup = newGroup;
  }

  /** The group of a value; a new one if it has none yet. */
  public S of(String value) {
    S known = groups.get(value);
    if (known != null) {
      return known;
    }
    int keys = groups.size() - (groups.containsKey(other) ? 1 : 0);
    String name = keys < maxGroups ? value : other;
    return groups.computeIfAbsent(name, added -> newGroup.get());
  }

  /** Adds each group of another object to that of the same value here. */
  public void addAll(BoundedGroups<S> more, BiConsumer<S, S> add) {
    more.groups.forEach((value, group) -> add.accept(of(value), group));
  }

  public Map<String, S> all() {
    return Collections.unmodifiableMap(groups);
  }
}
