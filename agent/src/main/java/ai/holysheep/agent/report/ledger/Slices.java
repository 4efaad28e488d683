package ai.holysheep.agent.report.ledger;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slices of files, one after another. They are made when they are needed: a sparse file that
 * takes no space can have 10^11 of them. Thread-safe.
 */
final class Slices {
  private final Iterator<LedgerFile> files;
  private final long sliceBytes;
  private @Nullable LedgerFile file;
  private long from;

  Slices(List<LedgerFile> files, long sliceBytes) {
    this.files = files.iterator();
    this.sliceBytes = sliceBytes;
  }

  /** {@code null}: there are no more. */
  synchronized @Nullable Slice next() {
    while (true) {
      LedgerFile current = file;
      if (current != null && from < current.bytes && !current.isGivenUp()) {
        long wanted = current.isCompressed() ? current.bytes : sliceBytes;
        Slice slice = new Slice(current, from, Math.min(wanted, current.bytes - from));
        from += slice.bytes;
        return slice;
      }
      if (!files.hasNext()) {
        return null;
      }
      file = files.next();
      from = 0;
    }
  }
}
