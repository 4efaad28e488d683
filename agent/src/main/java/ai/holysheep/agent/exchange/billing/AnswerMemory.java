package ai.holysheep.agent.exchange.billing;

/**
 * Which answers have been billed, and which have been seen before they had a usage. Of each id it
 * keeps 63 bits of a hash. It holds up to 8,192 ids in 64 KB; the one that was not used for the
 * longest time, among those of its bucket, makes room for a new one. Thread-safe; its lock is held
 * for less than a microsecond.
 */
final class AnswerMemory {
  private static final int WAYS = 16;
  private static final int BUCKETS = 512;

  /** The lowest bit of an entry: whether the answer was billed. */
  private static final long BILLED = 1;

  /** Each bucket begins with the entry that was used last. 0 is a free place. */
  private final long[] entries = new long[BUCKETS * WAYS];

  /** Never 0, and its lowest bit is 0. */
  static long key(String id) {
    long hash = id.length();
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
      hash ^= hash >>> 29;
    }
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 32;
    hash &= ~BILLED;
    return hash == 0 ? 2 : hash;
  }

  /** Marks the answer as billed. Returns whether it was not before. */
  synchronized boolean bill(long key) {
    boolean first = !isBilled(key);
    put(key | BILLED);
    return first;
  }

  /** The same for an answer that has two ids. */
  synchronized boolean bill(long key, long otherKey) {
    boolean first = !isBilled(key) && !isBilled(otherKey);
    put(key | BILLED);
    put(otherKey | BILLED);
    return first;
  }

  /** Remembers an answer that has no usage yet, unless it was billed. */
  synchronized void addAwaited(long key) {
    put(key | (isBilled(key) ? BILLED : 0));
  }

  /** Whether the answer has been seen without a usage, and has not been billed. */
  synchronized boolean isAwaited(long key) {
    int index = find(key);
    return index >= 0 && (entries[index] & BILLED) == 0;
  }

  private boolean isBilled(long key) {
    int index = find(key);
    return index >= 0 && (entries[index] & BILLED) != 0;
  }

  private int find(long key) {
    int first = bucket(key);
    for (int i = first; i < first + WAYS; i++) {
      if ((entries[i] & ~BILLED) == key) {
        return i;
      }
    }
    return -1;
  }

  /** Puts the entry at the first place of its bucket. */
  private void put(long entry) {
    int first = bucket(entry);
    int found = find(entry & ~BILLED);
    int last = found < 0 ? first + WAYS - 1 : found;
    System.arraycopy(entries, first, entries, first + 1, last - first);
    entries[first] = entry;
  }

  private static int bucket(long key) {
    return (int) (key >>> 1 & BUCKETS - 1) * WAYS;
  }
}
