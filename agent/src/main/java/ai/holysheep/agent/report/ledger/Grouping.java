package ai.holysheep.agent.report.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One key or two that calls are summed by. Immutable. */
public final class Grouping {
  /** Between two values: half of a character, which the values of a call do not have. */
  private static final char SEPARATOR = '\ud800';

  private static final int MAX_KEYS = 2;

  private final List<CallKey> keys;

  public Grouping(CallKey... keys) {
    this.keys = Collections.unmodifiableList(Arrays.asList(keys.clone()));
  }

  /**
   * Reads {@code entry,model}. Throws {@link IllegalArgumentException} for more than two keys, the
   * same one twice, and what is no key.
   */
  public static Grouping of(String names) {
    Set<CallKey> keys = new LinkedHashSet<>();
    String[] parts = names.split(",", -1);
    for (String name : parts) {
      keys.add(CallKey.of(name));
    }
    if (keys.size() != parts.length || keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException("'" + names + "': one key, or two different ones");
    }
    return new Grouping(keys.toArray(new CallKey[0]));
  }

  public List<CallKey> keys() {
    return keys;
  }

  /** For programs: {@code entry_and_model}. */
  public String id() {
    return keys.stream().map(CallKey::id).collect(Collectors.joining("_and_"));
  }

  /** For people: {@code entry and model}. */
  public String title() {
    return keys.stream().map(CallKey::title).collect(Collectors.joining(" and "));
  }

  /** The call's values as one text. */
  public String of(Call call) {
    String first = keys.get(0).of(call);
    return keys.size() == 1 ? first : first + SEPARATOR + keys.get(1).of(call);
  }

  /** The values of {@link #of(Call)}, one for each key; a text of no call is the first of them. */
  public List<String> split(String values) {
    int separator = values.indexOf(SEPARATOR);
    List<String> split = new ArrayList<>();
    split.add(separator < 0 ? values : values.substring(0, separator));
    if (keys.size() == MAX_KEYS) {
      split.add(separator < 0 ? "" : values.substring(separator + 1));
    }
    return split;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Grouping && keys.equals(((Grouping) other).keys);
  }

  @Override
  public int hashCode() {
    return keys.hashCode();
  }
}
