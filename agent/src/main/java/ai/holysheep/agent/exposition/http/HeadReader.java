package ai.holysheep.agent.exposition.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of the requests of one connection, which may come in pieces or together. Its
 * memory is bounded. Only the connection's thread uses it.
 */
final class HeadReader {
  static final int MAX_BYTES = 8192;
  private static final int MAX_EMPTY_LINES = 4;

  private final InputStream in;
  private final byte[] buffer = new byte[MAX_BYTES];
  private int filled;

  HeadReader(InputStream in) {
    this.in = in;
  }

  /** Whether bytes of the next request have been read already. */
  boolean hasBytes() {
    return filled > 0;
  }

  /** Waits for bytes of the next request. Returns false if the client has ended the connection. */
  boolean fill() throws IOException {
    int n = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, n);
    return n > 0;
  }

  /** Reads the next request. Returns null if the client has ended the connection before its end. */
  @Nullable Request read() throws IOException, BadRequestException {
    int scanned = 0;
    int lineStart = 0;
    int emptyLines = 0;
    while (true) {
      for (; scanned < filled; scanned++) {
        if (buffer[scanned] == '\n') {
          if (!isEmptyLine(lineStart, scanned)) {
            lineStart = scanned + 1;
          } else if (lineStart > 0) {
            return take(lineStart, scanned + 1);
          } else if (++emptyLines <= MAX_EMPTY_LINES) {
            // RFC 9112 lets a server ignore an empty line before a request.
            discard(scanned + 1);
            scanned = -1;
          } else {
            throw new BadRequestException("A request begins with a request line.");
          }
        }
      }
      if (filled == buffer.length) {
        throw lineStart == 0
            ? new BadRequestException(414, "The request line is too long.")
            : new BadRequestException(431, "The head of a request has at most 8192 bytes.");
      }
      if (!fill()) {
        return null;
      }
    }
  }

  private boolean isEmptyLine(int start, int lf) {
    return lf == start || lf == start + 1 && buffer[start] == '\r';
  }

  private Request take(int headLength, int end) throws BadRequestException {
    Request request = HeadParser.parse(buffer, headLength);
    discard(end);
    return request;
  }

  private void discard(int length) {
    System.arraycopy(buffer, length, buffer, 0, filled - length);
    filled -= length;
  }
}
