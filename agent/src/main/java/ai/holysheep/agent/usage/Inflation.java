package ai.holysheep.agent.usage;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Inflater} that is made when it is first needed and used again afterwards: each holds
 * some 40 KB outside the heap.
 */
final class Inflation {
  private static final byte[] NOTHING = {};

  private final boolean raw;
  private @Nullable Inflater inflater;
  private byte[] output = NOTHING;

  /**
   * @param raw whether the data has no header and trailer of zlib's
   */
  Inflation(boolean raw) {
    this.raw = raw;
  }

  /** Makes ready for other data, and lets go of the last input. */
  void reset() {
    if (inflater != null) {
      inflater.reset();
    }
  }

  void close() {
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }

  void feed(byte[] bytes, int from, int to) {
    inflater().setInput(bytes, from, to - from);
  }

  /**
   * Decodes some more into {@link #output}, and returns how much; 0: it needs input, or is done.
   */
  int next() throws DataFormatException {
    Inflater in = inflater();
    int n = in.finished() ? 0 : in.inflate(output);
    if (n == 0 && in.needsDictionary()) {
      throw new DataFormatException();
    }
    return n;
  }

  /** Good until the next call. */
  byte[] output() {
    return output;
  }

  boolean isFinished() {
    return inflater().finished();
  }

  /** Bytes of the input behind the end of the data. */
  int unused() {
    return inflater().getRemaining();
  }

  private Inflater inflater() {
    Inflater in = inflater;
    if (in == null) {
      in = new Inflater(raw);
      inflater = in;
      output = output.length == 0 ? new byte[8192] : output;
    }
    return in;
  }
}
