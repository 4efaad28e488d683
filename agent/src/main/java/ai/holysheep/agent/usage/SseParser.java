package ai.holysheep.agent.usage;

/**
 * Parses a stream of server-sent events and passes each event's data to a {@link JsonScanner}.
 * Lines can end in CR, LF or CRLF, and pieces can end anywhere. Two kinds of lines that the format
 * does not have report errors of gateways: JSON without {@code data:}, and {@code error: text}. One
 * thread at a time.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the format</a>
 */
final class SseParser {
  private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};
  private static final byte[] LINE_END = {'\n'};

  private final JsonScanner json;
  private final ParsedResponse response;
  private final SseLine line = new SseLine();
  private final SseEventName name = new SseEventName();

  /** How many bytes of {@code [DONE]} this line's data starts with; -1 for other data. */
  private int doneMatched;

  private boolean afterCr;

  /** Whether a field or a comment has come: then the text is an event stream. */
  private boolean hasFields;

  private boolean hasData;
  private boolean isDone;

  /** Whether a document without {@code data:} has started and can go on in the next line. */
  private boolean inBareDocument;

  SseParser(JsonScanner json, ParsedResponse response) {
    this.json = json;
    this.response = response;
  }

  void reset() {
    line.start();
    name.clear();
    doneMatched = 0;
    afterCr = false;
    hasFields = false;
    hasData = false;
    isDone = false;
    inBareDocument = false;
  }

  /** Like {@link #reset}, and keeps no byte of a body. */
  void wipe() {
    reset();
    name.wipe();
  }

  /** Whether data or an error has come. Without them, the text is not an event stream. */
  boolean isStream() {
    return hasData || hasFields && response.errors().hasError();
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
      } else if (!line.isKnown()) {
        i = acceptPrefix(bytes, i, end - i);
      } else {
        int lineEnd = ByteSearch.indexOfLineEnd(bytes, i, end - i);
        acceptValue(bytes, i, lineEnd - i);
        i = lineEnd;
      }
    }
  }

  /** Returns the index of the next byte: the first one of JSON is a part of the value. */
  private int acceptPrefix(byte[] bytes, int offset, int length) {
    int next = line.accept(bytes, offset, length, inBareDocument);
    SseLine.Field field = line.field();
    if (field == SseLine.Field.DATA) {
      endBareDocument();
      hasFields = true;
      doneMatched = 0;
    } else if (field == SseLine.Field.EVENT) {
      endBareDocument();
      hasFields = true;
      name.clear();
    } else if (field == SseLine.Field.JSON) {
      startBareLine(bytes[offset]);
    } else if (field == SseLine.Field.COMMENT) {
      hasFields = true;
    } else if (field == SseLine.Field.ERROR && hasFields) {
      response.errors().onError();
    }
    return next;
  }

  private void startBareLine(byte c) {
    if (c == '{' && (!inBareDocument || json.isComplete())) {
      json.reset();
      inBareDocument = true;
    }
  }

  private void endBareDocument() {
    if (inBareDocument) {
      json.reset();
      inBareDocument = false;
      response.errors().startEvent();
    }
  }

  private void acceptValue(byte[] bytes, int offset, int length) {
    switch (line.field()) {
      case DATA:
        acceptData(bytes, offset, length);
        break;
      case EVENT:
        name.add(bytes, offset, length);
        break;
      case JSON:
        json.accept(bytes, offset, length);
        break;
      default:
        break;
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
    boolean secondHalfOfCrLf = afterCr && c == '\n' && line.isEmpty();
    afterCr = c == '\r';
    if (secondHalfOfCrLf) {
      return;
    }
    if (line.isEmpty()) {
      endEvent();
    } else {
      endLine(line.field());
    }
    line.start();
  }

  private void endLine(SseLine.Field field) {
    boolean data = field == SseLine.Field.DATA || field == SseLine.Field.JSON;
    if (data && !json.isComplete()) {
      json.accept(LINE_END, 0, 1);
    }
    if (field == SseLine.Field.EVENT) {
      response.errors().onEventName(name.bytes(), name.length());
    }
    if (data) {
      response.end().onEventName(name.bytes(), name.length());
    }
  }

  private void endEvent() {
    if (inBareDocument && !json.isComplete()) {
      return;
    }
    json.reset();
    inBareDocument = false;
    name.clear();
    response.errors().startEvent();
  }
}
