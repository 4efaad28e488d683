package ai.holysheep.agent.usage;

import java.util.Arrays;

/**
 * The counts that the current document has given, by the slots of {@link JsonPathNode#slot}. Of
 * equal keys the last counts, and everything below an earlier one is void. Of places with the same
 * keys, the larger count holds.
 */
final class DocumentCounts {
  private static final int WORD_BITS = 6;

  /** The field of each slot. */
  private final JsonField[] fields;

  private final long[] counts;

  /** Where each count was found, see {@link CountScope}. */
  private final int[] scopes;

  /** A bit for each slot that has a count. */
  private final long[] set;

  private boolean isAnySet;

  DocumentCounts(JsonField[] fields) {
    this.fields = fields;
    int slots = fields.length;
    counts = new long[slots];
    scopes = new int[slots];
    set = new long[(slots >> WORD_BITS) + 1];
  }

  void clear() {
    if (isAnySet) {
      Arrays.fill(set, 0);
      isAnySet = false;
    }
  }

  boolean isSet(int slot) {
    return isAnySet && (set[slot >> WORD_BITS] >>> slot & 1) != 0;
  }

  /** The count of a slot, or -1. */
  long get(int slot) {
    return isSet(slot) ? counts[slot] : -1;
  }

  void put(int slot, long count, int scope) {
    if (!isSet(slot) || scopes[slot] == scope || counts[slot] < count) {
      counts[slot] = count;
      scopes[slot] = scope;
      set[slot >> WORD_BITS] |= 1L << slot;
      isAnySet = true;
    }
  }

  void remove(int slot) {
    set[slot >> WORD_BITS] &= ~(1L << slot);
  }

  /** Whether another place has given the count of this slot. */
  boolean isFromAnotherPlace(int slot, int scope) {
    return isSet(slot) && CountScope.place(scopes[slot]) != CountScope.place(scope);
  }

  /** A key is read: what an equal key of the same object gave is void. */
  void removeBelow(JsonPathNode node, int scope) {
    if (!isAnySet) {
      return;
    }
    int first = node.firstSlot();
    int end = node.slotsEnd();
    for (int word = first >> WORD_BITS; word << WORD_BITS < end; word++) {
      // Few slots have a count: the others cost nothing.
      for (long bits = set[word]; bits != 0; bits &= bits - 1) {
        int slot = word << WORD_BITS | Long.numberOfTrailingZeros(bits);
        if (slot >= first && slot < end && CountScope.isBelow(scopes[slot], node.places(), scope)) {
          remove(slot);
        }
      }
    }
  }

  /**
   * Replaces counts of earlier documents by these, except that events add up. A zero replaces no
   * count. Returns whether there were any.
   */
  boolean moveTo(long[] earlier) {
    boolean any = false;
    for (int word = 0; isAnySet && word < set.length; word++) {
      for (long bits = set[word]; bits != 0; bits &= bits - 1) {
        int slot = word << WORD_BITS | Long.numberOfTrailingZeros(bits);
        if (fields[slot] == JsonField.WEB_SEARCH_EVENTS) {
          earlier[slot] = WholeNumber.sum(earlier[slot], counts[slot]);
        } else if (counts[slot] > 0 || earlier[slot] < 0) {
          earlier[slot] = counts[slot];
        }
        any = true;
      }
    }
    clear();
    return any;
  }
}
