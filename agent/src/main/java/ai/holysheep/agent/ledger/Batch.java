package ai.holysheep.agent.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Lines of one day that are written together. It keeps them until they are. Used by one thread. */
final class Batch {
  private static final int MAX_CHARACTERS = 32 * 1024;

  private final StringBuilder text = new StringBuilder();
  private final LedgerLine line = new LedgerLine(text);
  private long epochDay;
  private int lines;

  /** Says whose calls the following lines are. */
  void ownedBy(LedgerOwner owner) {
    line.ownedBy(owner);
  }

  boolean isEmpty() {
    return lines == 0;
  }

  /** The UTC day of all lines, counted from 1970. */
  long epochDay() {
    return epochDay;
  }

  /** Returns false for an entry of another day, or if the batch is full. */
  boolean hasRoomFor(LedgerEntry entry) {
    return lines == 0 || entry.epochDay() == epochDay && text.length() < MAX_CHARACTERS;
  }

  /** If it throws, the batch is as before. */
  void add(LedgerEntry entry) {
    epochDay = entry.epochDay();
    int before = text.length();
    try {
      line.append(entry);
      lines++;
    } catch (Throwable e) {
      text.setLength(before);
      throw e;
    }
  }

  /**
   * The lines' bytes.
   *
   * @param newLineFirst whether the file ends within a line, which must be ended first
   */
  ByteBuffer encode(boolean newLineFirst) {
    String prefix = newLineFirst ? "\n" : "";
    return ByteBuffer.wrap((prefix + text).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Removes the lines whose bytes are all before the buffer's position. A line that was written in
   * part stays, and is written again as a whole.
   *
   * @return how many lines were removed
   */
  int removeWritten(ByteBuffer bytes, boolean newLineFirst) {
    int wholeLines = 0;
    for (int i = newLineFirst ? 1 : 0; i < bytes.position(); i++) {
      wholeLines += bytes.get(i) == '\n' ? 1 : 0;
    }
    int end = 0;
    for (int i = 0; i < wholeLines; i++) {
      end = text.indexOf("\n", end) + 1;
    }
    text.delete(0, end);
    lines -= wholeLines;
    return wholeLines;
  }

  /** Removes all lines, and returns how many there were. */
  int clear() {
    int removed = lines;
    text.setLength(0);
    lines = 0;
    return removed;
  }
}
