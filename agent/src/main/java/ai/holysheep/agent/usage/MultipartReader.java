package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the field {@code model} in a multipart body (RFC 2046, RFC 7578) as its bytes pass, in
 * constant memory. Parts that are files are skipped, whatever is in them. One thread at a time.
 */
final class MultipartReader {
  /** RFC 2046 allows 70 characters. */
  private static final int MAX_BOUNDARY_BYTES = 200;

  private static final String BOUNDARY = "boundary=";

  private enum State {
    /** In the first line, which is the boundary: the header did not name it. */
    FIRST_LINE,
    /** In a part's content, or before the first part. */
    CONTENT,
    /** After a boundary, in the same line. */
    AFTER_BOUNDARY,
    /** After a boundary and a hyphen. */
    CLOSING,
    HEADER,
    DONE
  }

  private final PartHeader header = new PartHeader();

  /** A line feed, two hyphens and the boundary. */
  private final byte[] delimiter = new byte[3 + MAX_BOUNDARY_BYTES];

  private int delimiterLength;

  /** How many bytes of the delimiter have come. */
  private int matched;

  /** Whether the delimiter's line feed, if it has come, is that before the content. */
  private boolean atContentStart;

  /** The value of the field {@code model}, if the reader is in it. */
  private final ScalarBuffer value = new ScalarBuffer();

  /** Whether the reader is in the field {@code model}, and its value is not too long. */
  private boolean inModel;

  private State state = State.DONE;
  private @Nullable String model;

  void reset() {
    state = State.DONE;
    model = null;
    inModel = false;
  }

  void wipe() {
    reset();
    header.wipe();
    value.wipe();
    Arrays.fill(delimiter, (byte) 0);
  }

  void start(@Nullable String contentType) {
    model = null;
    inModel = false;
    delimiter[0] = '\n';
    delimiter[1] = '-';
    delimiter[2] = '-';
    String boundary = contentType == null ? null : boundary(contentType);
    if (boundary == null) {
      state = State.FIRST_LINE;
      delimiterLength = 1;
      return;
    }
    byte[] bytes = boundary.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, delimiter, 3, bytes.length);
    delimiterLength = 3 + bytes.length;
    state = State.CONTENT;
    // The body's first line has no line feed before it.
    matched = 1;
  }

  /** Returns {@code null} if there is none, or one that is not plausible. */
  private static @Nullable String boundary(String contentType) {
    int start = indexOfBoundary(contentType);
    if (start < 0) {
      return null;
    }
    boolean quoted = contentType.startsWith("\"", start);
    int from = quoted ? start + 1 : start;
    int to = contentType.indexOf(quoted ? '"' : ';', from);
    String boundary = to < 0 ? contentType.substring(from) : contentType.substring(from, to);
    boundary = quoted ? boundary : boundary.trim();
    return boundary.isEmpty() || boundary.length() > MAX_BOUNDARY_BYTES ? null : boundary;
  }

  private static int indexOfBoundary(String contentType) {
    int last = contentType.length() - BOUNDARY.length();
    for (int i = 0; i <= last; i++) {
      if (contentType.regionMatches(true, i, BOUNDARY, 0, BOUNDARY.length())) {
        return i + BOUNDARY.length();
      }
    }
    return -1;
  }

  /** Whether the last part has ended, so that what follows does not matter. */
  boolean isDone() {
    return state == State.DONE;
  }

  /** The value of the last field of this name that has ended. */
  @Nullable String model() {
    return model;
  }

  void accept(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    while (i < end && state != State.DONE) {
      if (state == State.CONTENT && matched == 0 && !inModel) {
        i = ByteSearch.indexOfLineFeed(bytes, i, end - i);
      }
      if (i < end) {
        accept(bytes[i++]);
      }
    }
  }

  private void accept(byte c) {
    switch (state) {
      case FIRST_LINE:
        acceptFirstLine(c);
        break;
      case CONTENT:
        acceptContent(c);
        break;
      case AFTER_BOUNDARY:
        acceptAfterBoundary(c);
        break;
      case CLOSING:
        if (c == '-') {
          endValue();
          state = State.DONE;
        } else {
          resumeContent((byte) '-', c);
        }
        break;
      default:
        if (header.accept(c)) {
          state = State.CONTENT;
          inModel = header.isModelField();
          value.clear();
          // A part without content: the delimiter's line feed is that of the empty line.
          matched = 1;
          atContentStart = true;
        }
    }
  }

  private void acceptFirstLine(byte c) {
    if (c == '\n') {
      boolean plausible = delimiterLength > 3 && delimiter[1] == '-' && delimiter[2] == '-';
      startHeader(plausible ? State.HEADER : State.DONE);
    } else if (c != '\r' && delimiterLength < delimiter.length) {
      delimiter[delimiterLength++] = c;
    } else if (c != '\r') {
      state = State.DONE;
    }
  }

  private void startHeader(State next) {
    state = next;
    header.start();
  }

  private void acceptContent(byte c) {
    if (c == delimiter[matched]) {
      matched++;
      if (matched == delimiterLength) {
        state = State.AFTER_BOUNDARY;
      }
      return;
    }
    addDelimiterToValue(matched);
    matched = c == '\n' ? 1 : 0;
    if (matched == 0) {
      addToValue(c);
    }
  }

  /** Another boundary can start with this one, and content can look like it. */
  private void acceptAfterBoundary(byte c) {
    if (c == '-') {
      state = State.CLOSING;
    } else if (c == '\n') {
      endValue();
      startHeader(State.HEADER);
    } else if (c != '\r' && c != ' ' && c != '\t') {
      resumeContent(c);
    }
  }

  private void resumeContent(byte... more) {
    state = State.CONTENT;
    addDelimiterToValue(delimiterLength);
    matched = 0;
    for (byte c : more) {
      acceptContent(c);
    }
  }

  /** What has matched is content after all. */
  private void addDelimiterToValue(int count) {
    for (int i = atContentStart ? 1 : 0; i < count && inModel; i++) {
      addToValue(delimiter[i]);
    }
    atContentStart = false;
  }

  /** A longer value is no model's name: the rest of the part is skipped. */
  private void addToValue(byte c) {
    if (inModel) {
      value.add(c);
      inModel = !value.isOverflowed();
    }
  }

  /** A part of the type {@code application/json} has its text in quotes. */
  private static String withoutQuotes(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private void endValue() {
    if (inModel) {
      String text = withoutQuotes(value.toString().trim());
      model = text.isEmpty() ? model : text;
    }
    inModel = false;
  }
}
