package ai.holysheep.agent.report.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which calls a report is about, and what it needs of them. Thread-safe once it is made. */
public final class Selection {
  private final Period period;
  private final List<Predicate<Call>> conditions = new ArrayList<>();

  /** Those of the conditions that the user has named. */
  private final List<Condition> named = new ArrayList<>();

  private final Set<Field> fields = EnumSet.noneOf(Field.class);

  /** The days of the period before, by the days that they are compared with. */
  private final Map<String, String> movedDays = new ConcurrentHashMap<>();

  private @Nullable Period previous;

  public Selection(Period period) {
    this.period = period;
  }

  /** Adds the calls of the period before, as far as the calendar has one. */
  public Selection withPrevious() {
    previous = period.previous();
    return this;
  }

  /** Leaves out calls without this value. */
  public Selection where(Condition condition) {
    need(condition.key.fields());
    named.add(condition);
    return where(condition::holds);
  }

  /** Leaves out other calls. */
  public Selection where(Predicate<Call> condition) {
    conditions.add(condition);
    return this;
  }

  /** Adds keys that have to be read. */
  public Selection need(Iterable<Field> more) {
    more.forEach(fields::add);
    return this;
  }

  public Selection need(Grouping grouping) {
    grouping.keys().forEach(key -> need(key.fields()));
    return this;
  }

  /** Throws {@link IllegalArgumentException} if a key seems to be spelled wrong; after reading. */
  public void requireKnownKeys() {
    named.forEach(Condition::requireKnownKey);
  }

  Set<Field> fields() {
    return fields;
  }

  public Period period() {
    return period;
  }

  /** {@code null} without {@link #withPrevious}. */
  public @Nullable Period previous() {
    return previous;
  }

  /** All days whose files have to be read. */
  public Period days() {
    return previous == null ? period : previous.to(period);
  }

  /**
   * Whether the report is about the call. A call of the period before gets the day that it is
   * compared with.
   */
  boolean includes(Call call) {
    if (!period.contains(call.day)) {
      if (previous == null || !previous.contains(call.day)) {
        return false;
      }
      call.previous = true;
      call.day = movedDays.computeIfAbsent(call.day, this::moved);
    }
    for (Predicate<Call> condition : conditions) {
      if (!condition.test(call)) {
        return false;
      }
    }
    return true;
  }

  private String moved(String day) {
    return LocalDate.parse(day).plusDays(period.days()).toString();
  }
}
