package ai.holysheep.agent.usage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The counts that a body has given until now. A later document's count replaces an earlier one's,
 * and what it does not give stands: streams tell running totals. Within one document the last of
 * equal keys counts, and all that was below an earlier one is void.
 */
final class UsageCounts {
  private final long[] counts = new long[Field.SIZE];

  /** As they were when this document began. */
  private final long[] before = new long[Field.SIZE];

  private boolean any;
  private boolean touched;

  void reset() {
    Arrays.fill(counts, -1);
    Arrays.fill(before, -1);
    any = false;
    touched = false;
  }

  void document() {
    touched = false;
  }

  void begins(int bits) {
    if (touched) {
      for (int left = bits; left != 0; left &= left - 1) {
        int field = Integer.numberOfTrailingZeros(left);
        counts[field] = before[field];
      }
    } else {
      touched = true;
      if (any) {
        System.arraycopy(counts, 0, before, 0, counts.length);
      }
    }
  }

  void set(Field field, long count) {
    counts[field.ordinal()] = count;
    any = true;
  }

  /** {@code null} if there is none. */
  @Nullable Usage usage() {
    for (int i = 0; any && i < counts.length; i++) {
      if (counts[i] >= 0) {
        return new Usage(counts);
      }
    }
    return null;
  }
}
