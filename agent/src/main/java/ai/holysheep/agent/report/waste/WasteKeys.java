package ai.holysheep.agent.report.waste;

import ai.holysheep.agent.report.ledger.CallKey;
import ai.holysheep.agent.report.ledger.Grouping;
import java.util.ArrayList;
import java.util.List;

/** By what each of the tables is. Immutable. */
final class WasteKeys {
  final List<Grouping> wasted = new ArrayList<>();
  final Grouping caches;
  final Grouping unpriced;

  private WasteKeys(CallKey cacheKey, CallKey unpricedKey) {
    caches = pair(cacheKey, CallKey.MODEL);
    unpriced = pair(CallKey.MODEL, unpricedKey);
  }

  /** For a report that names no key. */
  static WasteKeys byDefault() {
    WasteKeys keys = new WasteKeys(CallKey.CALLER, CallKey.ENTRY);
    keys.wasted.add(pair(CallKey.WASTE, CallKey.MODEL));
    keys.wasted.add(pair(CallKey.WASTE, CallKey.ENTRY));
    keys.wasted.add(pair(CallKey.WASTE, CallKey.CALLER));
    return keys;
  }

  static WasteKeys by(CallKey key) {
    WasteKeys keys = new WasteKeys(key, key);
    keys.wasted.add(pair(CallKey.WASTE, key));
    return keys;
  }

  private static Grouping pair(CallKey first, CallKey second) {
    return first.equals(second) ? new Grouping(first) : new Grouping(first, second);
  }

  List<Grouping> all() {
    List<Grouping> all = new ArrayList<>(wasted);
    all.add(caches);
    all.add(unpriced);
    return all;
  }
}
