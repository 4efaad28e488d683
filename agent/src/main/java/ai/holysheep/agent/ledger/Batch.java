package ai.holysheep.agent.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Lines of one day that are written together, and kept until they are. Used by one thread. */
final class Batch {
  private static final int MAX_CHARACTERS = 128 * 1024;

  private final StringBuilder text = new StringBuilder();
  private final LedgerLine line = new LedgerLine(text);
  private long day;
  private int lines;

  boolean isEmpty() {
    return lines == 0;
  }

  int lines() {
    return lines;
  }

  long day() {
    return day;
  }

  /** Whether it is another day's, or so large that it is to be written first. */
  boolean takes(LedgerEntry entry) {
    return lines == 0 || entry.day() == day && text.length() < MAX_CHARACTERS;
  }

  void add(LedgerEntry entry) {
    day = entry.day();
    int before = text.length();
    try {
      line.write(entry);
      lines++;
    } catch (RuntimeException e) {
      text.setLength(before);
      throw e;
    }
  }

  /** What is to be written, behind a line's end where the file lacks one. */
  ByteBuffer bytes(boolean newLineFirst) {
    String prefix = newLineFirst ? "\n" : "";
    return ByteBuffer.wrap((prefix + text).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Forgets the lines of which every byte has been written; a line that was cut off is written
   * again, as a whole. Returns how many are forgotten.
   */
  int written(ByteBuffer bytes, boolean newLineFirst) {
    int whole = 0;
    for (int i = newLineFirst ? 1 : 0; i < bytes.position(); i++) {
      whole += bytes.get(i) == '\n' ? 1 : 0;
    }
    int end = 0;
    for (int i = 0; i < whole; i++) {
      end = text.indexOf("\n", end) + 1;
    }
    text.delete(0, end);
    lines -= whole;
    return whole;
  }

  /** Gives up what is left, and returns how many lines that was. */
  int drop() {
    int dropped = lines;
    text.setLength(0);
    lines = 0;
    return dropped;
  }
}
