package ai.holysheep.agent.report.ledger;

import java.io.IOException;
import java.io.InputStream;

/**
 * Splits bytes into lines, in constant memory: a line above a megabyte, which the agent never
 * writes, is reported without its bytes. Reading fails after 64 MB in a row without a line of the
 * agent: a sparse file can have 10^18 zeros, and a small compressed file can expand to terabytes.
 * Not thread-safe.
 */
final class LineSplitter {
  static final int MAX_LINE = 1 << 20;
  static final long MAX_FOREIGN_BYTES = 64 << 20;

  /** The file is not the ledger's, or no longer. */
  static final class ForeignFileException extends IOException {
    private static final long serialVersionUID = 1;

    ForeignFileException() {
      super((MAX_FOREIGN_BYTES >> 20) + " MB without a line of the agent");
    }
  }

  /** Gets each line that is not empty. */
  interface Handler {
    /**
     * Returns whether the agent wrote the line. The bytes have no line end, and are valid during
     * this method only.
     */
    boolean line(byte[] bytes, int offset, int length);

    void lineTooLong();
  }

  private final byte[] buffer = new byte[MAX_LINE];
  private final Handler handler;

  /** Where the current line begins in the buffer. */
  private int start;

  /** Where the bytes that were read end in the buffer. */
  private int end;

  /** Bytes of the current line that no longer are in the buffer. */
  private long dropped;

  private boolean tooLong;

  /** Bytes of whole lines since the last one that the agent wrote. */
  private long foreignBytes;

  LineSplitter(Handler handler) {
    this.handler = handler;
  }

  void readAll(InputStream in) throws IOException {
    readFromLineStart(in, Long.MAX_VALUE);
  }

  /** Reads the lines that begin within the next {@code bytes} bytes. */
  void readFromLineStart(InputStream in, long bytes) throws IOException {
    reset();
    readLines(in, bytes);
  }

  /**
   * Reads the lines that begin within {@code bytes} bytes, which begin after the first byte of
   * {@code in}. That byte may end a line; otherwise the rest of its line is skipped.
   */
  void readFromNextLine(InputStream in, long bytes) throws IOException {
    reset();
    int lineEnd = findLineEnd(in);
    if (lineEnd >= 0) {
      long skipped = dropped + lineEnd + 1 - start;
      start = lineEnd + 1;
      readLines(in, bytes - (skipped - 1));
    }
  }

  private void reset() {
    start = 0;
    end = 0;
    foreignBytes = 0;
  }

  private void readLines(InputStream in, long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      int lineEnd = findLineEnd(in);
      if (lineEnd < 0) {
        handle(end);
        return;
      }
      long length = dropped + lineEnd + 1 - start;
      foreignBytes = handle(lineEnd) ? 0 : foreignBytes + length;
      requireLedger(foreignBytes);
      left -= length;
      start = lineEnd + 1;
    }
  }

  /** Where the current line ends in the buffer; -1 at the end of the file. */
  private int findLineEnd(InputStream in) throws IOException {
    dropped = 0;
    tooLong = false;
    int searched = start;
    while (true) {
      for (; searched < end; searched++) {
        if (buffer[searched] == '\n') {
          return searched;
        }
      }
      makeRoom();
      searched = end;
      int n = in.read(buffer, end, buffer.length - end);
      if (n < 0) {
        return -1;
      }
      end += n;
    }
  }

  private static void requireLedger(long foreignBytes) throws ForeignFileException {
    if (foreignBytes > MAX_FOREIGN_BYTES) {
      throw new ForeignFileException();
    }
  }

  private void makeRoom() throws ForeignFileException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      tooLong = true;
      dropped += end;
      end = 0;
      requireLedger(foreignBytes + dropped);
    }
  }

  /** Returns whether the agent wrote the line. */
  private boolean handle(int lineEnd) {
    if (tooLong) {
      handler.lineTooLong();
      return false;
    }
    int to = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    return to > start && handler.line(buffer, start, to - start);
  }
}
