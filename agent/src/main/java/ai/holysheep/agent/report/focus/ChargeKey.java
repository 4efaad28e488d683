package ai.holysheep.agent.report.focus;

import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.CallKey;
import ai.holysheep.agent.report.ledger.Field;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which calls are charged together: those of one day, model, service tier and owner. Immutable. */
final class ChargeKey implements Comparable<ChargeKey> {
  /** The model of calls that come after the limit of groups. */
  private static final String OTHER = "(other)";

  /**
   * Tags of the agent have this prefix, as FOCUS wants it for all schemes of tags but one: constant
   * labels have none.
   */
  private static final String AGENT = "agent/";

  private static final String HEADER = "header/";

  final String day;
  final String model;
  final @Nullable String serviceTier;
  final SortedMap<String, String> tags;

  private ChargeKey(
      String day, String model, @Nullable String serviceTier, SortedMap<String, String> tags) {
    this.day = day;
    this.model = model;
    this.serviceTier = serviceTier;
    this.tags = tags;
  }

  /**
   * @param further keys that are tags as well
   */
  static ChargeKey of(Call call, List<CallKey> further) {
    SortedMap<String, String> tags = new TreeMap<>(call.labels());
    call.headers().forEach((name, value) -> tags.put(HEADER + name, value));
    addTag(tags, Field.SERVICE, call);
    addTag(tags, Field.ENTRY, call);
    addTag(tags, Field.API_KEY, call);
    for (CallKey key : further) {
      String value = key.of(call);
      if (!value.equals(Call.UNKNOWN)) {
        tags.put(AGENT + key.id(), value);
      }
    }
    return new ChargeKey(call.day(), call.model(), call.name(Field.SERVICE_TIER), tags);
  }

  private static void addTag(SortedMap<String, String> tags, Field field, Call call) {
    String value = call.name(field);
    if (value != null) {
      tags.put(AGENT + field.key(), value);
    }
  }

  /** The key of calls of this day that come after the limit. */
  ChargeKey withoutDetails() {
    return new ChargeKey(day, OTHER, null, Collections.emptySortedMap());
  }

  @Override
  public int compareTo(ChargeKey other) {
    int order = day.compareTo(other.day);
    order = order == 0 ? model.compareTo(other.model) : order;
    order = order == 0 ? tier().compareTo(other.tier()) : order;
    return order == 0 ? compare(tags, other.tags) : order;
  }

  /** Tag by tag: the text of two maps can be the same. */
  private static int compare(SortedMap<String, String> one, SortedMap<String, String> other) {
    Iterator<Map.Entry<String, String>> others = other.entrySet().iterator();
    for (Map.Entry<String, String> tag : one.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, String> otherTag = others.next();
      int order = tag.getKey().compareTo(otherTag.getKey());
      order = order == 0 ? tag.getValue().compareTo(otherTag.getValue()) : order;
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  private String tier() {
    return serviceTier == null ? "" : serviceTier;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChargeKey && isSame((ChargeKey) other);
  }

  private boolean isSame(ChargeKey other) {
    return day.equals(other.day)
        && model.equals(other.model)
        && tier().equals(other.tier())
        && tags.equals(other.tags);
  }

  @Override
  public int hashCode() {
    return (day.hashCode() * 31 + model.hashCode()) * 31 + tags.hashCode();
  }
}
