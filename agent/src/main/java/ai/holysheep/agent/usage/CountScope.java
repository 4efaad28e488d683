package ai.holysheep.agent.usage;

/**
 * Where in a document a count was found, as one number: the innermost element of an array around
 * it, and the place whose keys are those of another path. Two keys of one node are equal keys of
 * one object only if both agree.
 */
final class CountScope {
  private static final int PLACE_BITS = 6;
  private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;

  /** The elements beyond this one count as one. */
  static final int MAX_ELEMENT = Integer.MAX_VALUE >> PLACE_BITS;

  private CountScope() {}

  /**
   * @param element the number of the element in the document, from 1 on; 0 outside of arrays
   * @param place {@link JsonPathNode#place} of the innermost node that has one; 0 if none has
   */
  static int of(int element, int place) {
    return element << PLACE_BITS | place;
  }

  static int element(int scope) {
    return scope >> PLACE_BITS;
  }

  static int place(int scope) {
    return scope & PLACE_MASK;
  }

  /**
   * Whether a count that was found in one scope lies below a key that is now read again.
   *
   * @param places {@link JsonPathNode#places} of the key's node
   */
  static boolean isBelow(int countScope, long places, int keyScope) {
    long inherited = (places & 1) << place(keyScope);
    long placesBelow = places & ~1 | inherited;
    // An element that started later lies within the key's element, which is still open.
    return (placesBelow >>> place(countScope) & 1) != 0 && element(countScope) >= element(keyScope);
  }
}
