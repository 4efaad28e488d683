package ai.holysheep.agent.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the number of a label's values. Applications choose model names and paths freely, and each
 * value makes series of its own. Any thread may use it.
 */
final class CardinalityLimit {
  /** Stands for all values without a label of their own. */
  static final String OTHER = "other";

  private final Set<String> admitted = ConcurrentHashMap.newKeySet();
  private final Places places;

  private final LabelOverflow overflow;

  CardinalityLimit(int max, LabelOverflow overflow) {
    places = new Places(max);
    this.overflow = overflow;
  }

  /** Returns the value if it is among the first {@code max}, otherwise {@code "other"}. */
  String admit(String value) {
    if (admitted.contains(value)) {
      return value;
    }
    if (!places.take()) {
      overflow.count();
      return OTHER;
    }
    if (!admitted.add(value)) {
      // Another thread has just admitted the same value: this place is free again.
      places.giveBack();
    }
    return value;
  }
}
