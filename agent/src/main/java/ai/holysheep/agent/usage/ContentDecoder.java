package ai.holysheep.agent.usage;

import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes {@code gzip} and {@code deflate} as the bytes pass. Clients decode some answers before we
 * see them and leave the header, so the first bytes decide, not the header; only raw deflate, which
 * has no mark of its own, needs it. Other encodings are not read.
 */
final class ContentDecoder {
  /** Takes decoded bytes; they are only good during the call. */
  interface Output {
    void accept(byte[] bytes, int from, int to);
  }

  private enum Mode {
    UNDECIDED,
    IDENTITY,
    GZIP,
    DEFLATE,
    UNREADABLE
  }

  private final Output output;
  private final GzipFraming framing = new GzipFraming();
  private Mode mode = Mode.UNDECIDED;
  private String declared = "identity";
  private @Nullable Inflater inflater;
  private byte @Nullable [] inflated;
  private int first = -1;

  ContentDecoder(Output output) {
    this.output = output;
  }

  void reset() {
    mode = Mode.UNDECIDED;
    declared = "identity";
    first = -1;
    framing.reset();
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }

  void declared(@Nullable String contentEncoding) {
    declared =
        contentEncoding == null ? "identity" : contentEncoding.trim().toLowerCase(Locale.ROOT);
  }

  void accept(byte[] bytes, int from, int to) {
    int i = from;
    if (mode == Mode.UNDECIDED && i < to) {
      i = decide(bytes, i, to);
    }
    try {
      if (mode == Mode.IDENTITY) {
        output.accept(bytes, i, to);
      } else if (mode == Mode.GZIP) {
        gzip(bytes, i, to);
      } else if (mode == Mode.DEFLATE) {
        inflate(bytes, i, to);
      }
    } catch (DataFormatException e) {
      mode = Mode.UNREADABLE;
    }
  }

  /**
   * Decides by the first two bytes, and returns where to read on; a lone first byte waits for the
   * second.
   */
  private int decide(byte[] bytes, int from, int to) {
    int i = from;
    if (first == -1) {
      first = bytes[i++] & 0xFF;
      if (first != 0x1F && first != 0x78 && !declared.equals("deflate")) {
        mode = declared.equals("identity") || looksPlain(first) ? Mode.IDENTITY : Mode.UNREADABLE;
        return from;
      }
      if (i == to) {
        return i;
      }
    }
    int second = bytes[i] & 0xFF;
    mode = modeOf(first, second);
    replayFirst();
    return i;
  }

  private Mode modeOf(int first, int second) {
    if (first == 0x1F && second == 0x8B) {
      return Mode.GZIP;
    }
    boolean zlib = first == 0x78 && (first << 8 | second) % 31 == 0;
    if (zlib || declared.equals("deflate") && !looksPlain(first)) {
      inflater = new Inflater(!zlib);
      return Mode.DEFLATE;
    }
    return Mode.IDENTITY;
  }

  private void replayFirst() {
    byte[] one = {(byte) first};
    first = -2;
    accept(one, 0, 1);
  }

  private static boolean looksPlain(int c) {
    return c == '{' || c == '[' || c == 'd' || c == 'e' || c == ':' || c == ' ' || c == '\n'
        || c == '\r' || c == 0xEF;
  }

  private void gzip(byte[] bytes, int from, int to) throws DataFormatException {
    int i = from;
    while (i < to) {
      if (framing.inBody()) {
        if (inflater == null) {
          inflater = new Inflater(true);
        }
        i = inflate(bytes, i, to);
        if (inflater.finished()) {
          inflater.reset();
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
  private int inflate(byte[] bytes, int from, int to) throws DataFormatException {
    Inflater in = inflater;
    if (in == null || in.finished()) {
      return to;
    }
    if (inflated == null) {
      inflated = new byte[4096];
    }
    in.setInput(bytes, from, to - from);
    for (int n = in.inflate(inflated); n > 0; n = in.inflate(inflated)) {
      output.accept(inflated, 0, n);
    }
    if (in.needsDictionary()) {
      throw new DataFormatException();
    }
    return to - in.getRemaining();
  }
}
