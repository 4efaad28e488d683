package ai.holysheep.agent.report.focus;

import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.CallAccumulator;
import ai.holysheep.agent.report.ledger.CallKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The charges of calls. Not thread-safe. */
public final class FocusTotals implements CallAccumulator<FocusTotals> {
  /** Of days, models and owners together. The calls of later ones are charged by day only. */
  static final int MAX_GROUPS = 20_000;

  /** A key with some tags, and thirty sums. */
  private static final long MAX_BYTES_PER_GROUP = 6000;

  private final List<CallKey> furtherTags;
  private final Map<ChargeKey, ChargeSums> groups = new HashMap<>();
  private long callsWithoutTags;

  FocusTotals(List<CallKey> furtherTags) {
    this.furtherTags = furtherTags;
  }

  /** The most memory that charges take. */
  static long maxBytes() {
    return MAX_GROUPS * MAX_BYTES_PER_GROUP;
  }

  @Override
  public void add(Call call) {
    if (call.hasCost()) {
      ChargeKey key = ChargeKey.of(call, furtherTags);
      ChargeSums known = groups.get(key);
      if (known == null) {
        boolean isFull = groups.size() >= MAX_GROUPS;
        callsWithoutTags += isFull ? 1 : 0;
        known = sums(isFull ? key.withoutDetails() : key);
      }
      known.add(call);
    }
  }

  @Override
  public void addAll(FocusTotals other) {
    callsWithoutTags += other.callsWithoutTags;
    other.groups.forEach((key, more) -> sums(key).addAll(more));
  }

  private ChargeSums sums(ChargeKey key) {
    return groups.computeIfAbsent(key, added -> new ChargeSums());
  }

  /** Those that came after the limit. */
  long callsWithoutTags() {
    return callsWithoutTags;
  }

  /** By day, model and owner. */
  List<Charge> charges() {
    List<Charge> charges = new ArrayList<>();
    new TreeMap<>(groups)
        .forEach(
            (key, sums) -> {
              for (Meter meter : Meter.values()) {
                Charge charge = sums.charge(key, meter);
                if (charge != null) {
                  charges.add(charge);
                }
              }
            });
    return charges;
  }
}
