package ai.holysheep.agent.report.ledger;

import java.nio.file.Path;

/** A regular file of the ledger. Thread-safe. */
public final class LedgerFile {
  private static final String COMPRESSED = ".gz";

  final Path path;

  /** On disk, when it was found. */
  final long bytes;

  private volatile boolean givenUp;

  LedgerFile(Path path, long bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  public Path path() {
    return path;
  }

  boolean isCompressed() {
    return path.toString().endsWith(COMPRESSED);
  }

  /** What is not read yet will not be read. */
  void giveUp() {
    givenUp = true;
  }

  boolean isGivenUp() {
    return givenUp;
  }
}
