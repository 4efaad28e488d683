package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;

/** What an application does with a response's body. */
enum Reading {
  /** All of it, with what the client has for that. */
  WHOLE,
  BYTE_BY_BYTE,
  /** Skips the beginning and reads the rest. */
  SKIPPING,
  /** Up to the last event of a stream, not to its end. */
  UNTIL_LAST_EVENT,
  /** Up to the last event of a stream; then the application cancels the call. */
  CANCELLED_AFTER_LAST_EVENT,
  FIRST_BYTE,
  NOTHING,
  /** The first byte; then the application cancels the call, and reads on. */
  CANCELLED_AFTER_FIRST_BYTE;

  /** How a client cancels a call. */
  interface Cancellation {
    void run() throws IOException;
  }

  private static final int SKIPPED = 10;

  /**
   * Whether the rest of the body may or may not have come when it is given up. A client uses the
   * connection again if it has, which is a race: such a call gets a connection of its own.
   */
  boolean isRace() {
    return this == UNTIL_LAST_EVENT || this == CANCELLED_AFTER_LAST_EVENT || this == NOTHING;
  }

  /** Reads and shows what there is. Whoever opened the stream closes it. */
  void read(InputStream in, Transcript out, Cancellation cancellation) throws IOException {
    switch (this) {
      case WHOLE:
        out.body(Body.all(in));
        break;
      case BYTE_BY_BYTE:
        byteByByte(in, out);
        break;
      case SKIPPING:
        out.value("skipped", in.skip(SKIPPED));
        out.value("rest", Body.all(in).length);
        out.value("end", in.read());
        break;
      case UNTIL_LAST_EVENT:
        out.value("text", Body.untilDone(in));
        break;
      case CANCELLED_AFTER_LAST_EVENT:
        out.value("text", Body.untilDone(in));
        cancellation.run();
        break;
      case FIRST_BYTE:
        out.value("first", in.read());
        break;
      case CANCELLED_AFTER_FIRST_BYTE:
        out.value("first", in.read());
        cancellation.run();
        readOn(in, out);
        break;
      default:
        // Nothing is read.
    }
  }

  private static void byteByByte(InputStream in, Transcript out) throws IOException {
    out.value("mark", in.markSupported());
    StringBuilder text = new StringBuilder();
    for (int b = in.read(); b != -1; b = in.read()) {
      text.append((char) b);
    }
    out.value("text", text);
  }

  /** With which exception it fails is a race between two threads of some clients. */
  private static void readOn(InputStream in, Transcript out) {
    try {
      out.value("read on", Body.all(in).length);
    } catch (IOException e) {
      out.value("failed", true);
    }
  }
}
