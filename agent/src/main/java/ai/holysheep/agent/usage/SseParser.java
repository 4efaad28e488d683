package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;

/**
 * Parses a stream of server-sent events and passes each event's data to a {@link JsonScanner}.
 * Lines can end in CR, LF or CRLF, and pieces can end anywhere. One thread at a time.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the format</a>
 */
final class SseParser {
  private static final byte[] DATA_PREFIX = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LINE_END = {'\n'};

  private final JsonScanner json;

  /** How many bytes of {@code data:} this line starts with; -1 in a line with another prefix. */
  private int prefixMatched;

  /** How many bytes of {@code [DONE]} this event's data starts with; -1 for other data. */
  private int doneMatched;

  private boolean afterCr;
  private boolean hasData;
  private boolean isDone;

  SseParser(JsonScanner json) {
    this.json = json;
  }

  void reset() {
    prefixMatched = 0;
    doneMatched = 0;
    afterCr = false;
    hasData = false;
    isDone = false;
  }

  /** Whether a line of data has come. Without one, the text is not an event stream. */
  boolean hasData() {
    return hasData;
  }

  /** Whether OpenAI's last event, {@code [DONE]}, has come. */
  boolean isDone() {
    return isDone;
  }

  void accept(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (i < end) {
      byte c = bytes[i];
      if (c == '\n' || c == '\r') {
        acceptLineEnd(c);
        i++;
      } else if (prefixMatched >= 0 && prefixMatched < DATA_PREFIX.length) {
        prefixMatched = c == DATA_PREFIX[prefixMatched] ? prefixMatched + 1 : -1;
        i++;
      } else {
        int lineEnd = ByteSearch.indexOfLineEnd(bytes, i, end - i);
        if (prefixMatched == DATA_PREFIX.length) {
          acceptData(bytes, i, lineEnd - i);
        }
        i = lineEnd;
      }
    }
  }

  private void acceptData(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int i = offset; i < end && doneMatched >= 0 && doneMatched < DONE.length; i++) {
      if (bytes[i] != ' ' || doneMatched > 0) {
        doneMatched = bytes[i] == DONE[doneMatched] ? doneMatched + 1 : -1;
      }
    }
    hasData = true;
    isDone |= doneMatched == DONE.length;
    json.accept(bytes, offset, length);
  }

  private void acceptLineEnd(byte c) {
    boolean secondHalfOfCrLf = afterCr && c == '\n' && prefixMatched == 0;
    afterCr = c == '\r';
    if (secondHalfOfCrLf) {
      return;
    }
    if (prefixMatched == 0) {
      // An empty line ends the event.
      json.reset();
      doneMatched = 0;
    } else if (prefixMatched == DATA_PREFIX.length) {
      json.accept(LINE_END, 0, 1);
    }
    prefixMatched = 0;
  }
}
