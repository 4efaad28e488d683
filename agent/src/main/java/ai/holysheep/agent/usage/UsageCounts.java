package ai.holysheep.agent.usage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The counts that a body has given so far. Streams report running totals, so a count of a later
 * document replaces that of an earlier one; counts that a document does not give stay. Within one
 * document the last of equal keys counts, and everything below an earlier one is void.
 */
final class UsageCounts {
  private final long[] counts = new long[JsonField.SIZE];

  /** The counts before the current document. */
  private final long[] countsBefore = new long[JsonField.SIZE];

  /** Whether any count was set since the last reset. */
  private boolean isAnySet;

  /** Whether {@link #countsBefore} is that of the current document. */
  private boolean isSaved;

  void reset() {
    Arrays.fill(counts, -1);
    Arrays.fill(countsBefore, -1);
    isAnySet = false;
    isSaved = false;
  }

  void startDocument() {
    isSaved = false;
  }

  /** Makes void what the current document gave for these counts. */
  void restore(int countBits) {
    if (isSaved) {
      for (int bits = countBits; bits != 0; bits &= bits - 1) {
        int field = Integer.numberOfTrailingZeros(bits);
        counts[field] = countsBefore[field];
      }
    } else {
      // The first such key of the document: nothing is void yet.
      isSaved = true;
      if (isAnySet) {
        System.arraycopy(counts, 0, countsBefore, 0, counts.length);
      }
    }
  }

  void set(JsonField field, long count) {
    counts[field.ordinal()] = count;
    isAnySet = true;
  }

  /** The usage, or {@code null} if there are no counts. */
  @Nullable Usage usage() {
    for (int i = 0; isAnySet && i < counts.length; i++) {
      if (counts[i] >= 0) {
        return new Usage(counts);
      }
    }
    return null;
  }
}
