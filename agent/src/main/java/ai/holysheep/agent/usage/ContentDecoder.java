package ai.holysheep.agent.usage;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Undoes {@code gzip} and {@code deflate} as the bytes pass. {@link Encoding} tells which; bytes in
 * any other encoding are not read.
 */
final class ContentDecoder {
  /** Takes decoded bytes; they are only good during the call. */
  interface Output {
    void accept(byte[] bytes, int from, int to);
  }

  /**
   * A body that grows more than this is no answer of words, which reach about 20: whoever sends it
   * wants to cost us time. Deflate's own limit is 1032.
   */
  private static final int MAX_GROWTH = 250;

  /** Up to here any growth is fine: it is a few ms of work. */
  private static final long FREE_GROWTH = 4 << 20;

  private final Output output;
  private final GzipFraming framing = new GzipFraming();
  private final Inflation raw = new Inflation(true);
  private final Inflation zlib = new Inflation(false);
  private final byte[] one = new byte[1];
  private @Nullable Encoding encoding;
  private @Nullable String declared;
  private int first = -1;
  private long received;
  private long decoded;

  ContentDecoder(Output output) {
    this.output = output;
  }

  void reset() {
    encoding = null;
    declared = null;
    first = -1;
    received = 0;
    decoded = 0;
    framing.reset();
    raw.reset();
    zlib.reset();
  }

  /** Frees what is not on the heap. */
  void close() {
    raw.close();
    zlib.close();
  }

  void declared(@Nullable String contentEncoding) {
    declared = contentEncoding;
  }

  void accept(byte[] bytes, int from, int to) {
    received += to - from;
    try {
      int i = encoding == null ? decide(bytes, from, to) : from;
      if (encoding != null) {
        decode(encoding, bytes, i, to);
      }
    } catch (DataFormatException e) {
      encoding = Encoding.UNREADABLE;
    }
  }

  /** Decides by the first two bytes, which may come one by one, and returns where to read on. */
  private int decide(byte[] bytes, int from, int to) throws DataFormatException {
    int i = from;
    if (first == -1 && i < to) {
      first = bytes[i++] & 0xFF;
    }
    if (i == to) {
      return i;
    }
    encoding = Encoding.of(first, bytes[i] & 0xFF, declared);
    if (i > from) {
      return from;
    }
    one[0] = (byte) first;
    decode(encoding, one, 0, 1);
    return i;
  }

  private void decode(Encoding how, byte[] bytes, int from, int to) throws DataFormatException {
    switch (how) {
      case IDENTITY:
        output.accept(bytes, from, to);
        break;
      case GZIP:
        gzip(bytes, from, to);
        break;
      case ZLIB:
        inflate(zlib, bytes, from, to);
        break;
      case RAW_DEFLATE:
        inflate(raw, bytes, from, to);
        break;
      default:
        break;
    }
  }

  private void gzip(byte[] bytes, int from, int to) throws DataFormatException {
    int i = from;
    while (i < to && !framing.inGarbage()) {
      if (framing.inBody()) {
        i = inflate(raw, bytes, i, to);
        if (raw.isFinished()) {
          raw.reset();
          framing.bodyEnded();
        }
      } else {
        framing.accept(bytes[i++]);
      }
    }
  }

  /**
   * Returns the index of the first byte that was not used: the end, unless the compressed data
   * ended before.
   */
  private int inflate(Inflation in, byte[] bytes, int from, int to) throws DataFormatException {
    in.feed(bytes, from, to);
    for (int n = in.next(); n > 0; n = in.next()) {
      output.accept(in.output(), 0, n);
      decoded += n;
      if (decoded > FREE_GROWTH && decoded / MAX_GROWTH > received) {
        AgentErrors.countIgnoredInput(
            AgentErrors.Stage.USAGE, "an answer that grows without end is not read on");
        throw new DataFormatException();
      }
    }
    return to - in.unused();
  }
}
