package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;

/**
 * Cuts a stream of server-sent events into its data and hands each event's to a {@link
 * JsonSkimmer}. Lines may end in CR, LF or both, and be cut anywhere. One thread at a time.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the format</a>
 */
final class SseSkimmer {
  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LINE_END = {'\n'};

  private final JsonSkimmer json;

  /** How many bytes of {@code data:} this line began with; -1 in a line of another kind. */
  private int named;

  /**
   * How many bytes of {@code [DONE]} this event's data began with; -1 when it is something else.
   */
  private int doneMatched;

  private boolean afterCr;
  private boolean anyData;
  private boolean done;

  SseSkimmer(JsonSkimmer json) {
    this.json = json;
  }

  void reset() {
    named = 0;
    doneMatched = 0;
    afterCr = false;
    anyData = false;
    done = false;
  }

  /** Whether there has been a line of data, which tells events from other text. */
  boolean anyData() {
    return anyData;
  }

  /** Whether OpenAI's last event, {@code [DONE]}, has been seen. */
  boolean done() {
    return done;
  }

  void accept(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      byte c = bytes[i];
      if (c == '\n' || c == '\r') {
        lineEnd(c);
        i++;
      } else if (named >= 0 && named < DATA.length) {
        named = c == DATA[named] ? named + 1 : -1;
        i++;
      } else {
        int end = Bytes.lineEnd(bytes, i, to);
        if (named == DATA.length) {
          data(bytes, i, end);
        }
        i = end;
      }
    }
  }

  private void data(byte[] bytes, int from, int to) {
    for (int i = from; i < to && doneMatched >= 0 && doneMatched < DONE.length; i++) {
      if (bytes[i] != ' ' || doneMatched > 0) {
        doneMatched = bytes[i] == DONE[doneMatched] ? doneMatched + 1 : -1;
      }
    }
    anyData = true;
    done |= doneMatched == DONE.length;
    json.accept(bytes, from, to);
  }

  private void lineEnd(byte c) {
    boolean secondHalf = afterCr && c == '\n' && named == 0;
    afterCr = c == '\r';
    if (secondHalf) {
      return;
    }
    if (named == 0) {
      json.reset();
      doneMatched = 0;
    } else if (named == DATA.length) {
      json.accept(LINE_END, 0, 1);
    }
    named = 0;
  }
}
