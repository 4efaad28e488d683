package ai.holysheep.agent.report;

import java.io.IOException;
import java.io.InputStream;

/**
 * Splits bytes into lines, in constant memory: of a line above a megabyte, which the agent never
 * writes, only that it was there is told.
 */
final class Lines {
  static final int MAX_LINE = 1 << 20;

  /** One line, without its end; valid during the call. */
  interface Consumer {
    void line(byte[] bytes, int from, int to);

    void tooLong();
  }

  private final byte[] buffer = new byte[MAX_LINE];
  private final Consumer consumer;
  private int start;
  private int end;
  private boolean tooLong;

  Lines(Consumer consumer) {
    this.consumer = consumer;
  }

  void readAll(InputStream in) throws IOException {
    read(in, 0, Long.MAX_VALUE);
  }

  /**
   * Reads the lines that begin in the next {@code bytes} after the first {@code before} bytes,
   * which is 0 at a file's start, else 1: the byte that may end the line before.
   */
  void read(InputStream in, int before, long bytes) throws IOException {
    start = 0;
    end = 0;
    tooLong = false;
    long left = bytes;
    boolean first = before > 0;
    while (left > 0) {
      int lineEnd = find(in);
      if (lineEnd < 0) {
        if (!first) {
          tell(end);
        }
        return;
      }
      int length = lineEnd + 1 - start;
      left -= passed + length - (first ? before : 0);
      if (!first) {
        tell(lineEnd);
      }
      first = false;
      start = lineEnd + 1;
    }
  }

  /** Bytes of the present line that no longer are in the buffer. */
  private long passed;

  /** Where the present line ends, -1 where the file does. */
  private int find(InputStream in) throws IOException {
    passed = 0;
    tooLong = false;
    int looked = start;
    while (true) {
      for (; looked < end; looked++) {
        if (buffer[looked] == '\n') {
          return looked;
        }
      }
      makeRoom();
      looked = end;
      int n = in.read(buffer, end, buffer.length - end);
      if (n < 0) {
        return -1;
      }
      end += n;
    }
  }

  private void makeRoom() {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      tooLong = true;
      passed += end;
      end = 0;
    }
  }

  private void tell(int lineEnd) {
    if (tooLong) {
      consumer.tooLong();
      return;
    }
    int to = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    if (to > start) {
      consumer.line(buffer, start, to);
    }
  }
}
