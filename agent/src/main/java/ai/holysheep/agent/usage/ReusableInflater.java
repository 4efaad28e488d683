package ai.holysheep.agent.usage;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Inflater} that is created when it is first needed and then reused: each one holds about
 * 40 KB outside the heap.
 */
final class ReusableInflater {
  private static final byte[] EMPTY = {};
  private static final int OUTPUT_BYTES = 8192;

  private final boolean raw;
  private @Nullable Inflater inflater;
  private byte[] output = EMPTY;

  /** Whether the output has bytes of a body. */
  private boolean outputUsed;

  /**
   * @param raw whether the data has no zlib header and trailer
   */
  ReusableInflater(boolean raw) {
    this.raw = raw;
  }

  /** Prepares for other data, and releases the last input. */
  void reset() {
    if (inflater != null) {
      inflater.reset();
    }
  }

  /** Keeps no byte of the decoded data on the heap. */
  void wipe() {
    if (outputUsed) {
      Arrays.fill(output, (byte) 0);
      outputUsed = false;
    }
  }

  void close() {
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }

  void setInput(byte[] bytes, int offset, int length) {
    inflater().setInput(bytes, offset, length);
  }

  /**
   * Decodes the next bytes into {@link #output}. Returns how many: 0 if it needs input or is
   * finished.
   */
  int inflate() throws DataFormatException {
    Inflater in = inflater();
    outputUsed = true;
    int n = in.finished() ? 0 : in.inflate(output);
    if (n == 0 && in.needsDictionary()) {
      throw new DataFormatException();
    }
    return n;
  }

  /** Valid until the next call of {@link #inflate}. */
  byte[] output() {
    return output;
  }

  boolean isFinished() {
    return inflater().finished();
  }

  /** How many bytes of the input follow the end of the data. */
  int unusedBytes() {
    return inflater().getRemaining();
  }

  private Inflater inflater() {
    Inflater in = inflater;
    if (in == null) {
      in = new Inflater(raw);
      inflater = in;
      output = output.length == 0 ? new byte[OUTPUT_BYTES] : output;
    }
    return in;
  }
}
