package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the header lines of one part of a multipart body, to see whether it is the field {@code
 * model} (RFC 7578). A part with a file name is a file, whatever its name and its type.
 */
final class PartHeader {
  private static final byte[] DISPOSITION = ascii("content-disposition:");
  private static final byte[] NAME = ascii("name");
  private static final byte[] FILE_NAME = ascii("filename");
  private static final byte[] MODEL = ascii("model");

  /** A longer line names a file, or nothing that matters. */
  private static final int MAX_LINE_BYTES = 512;

  private final byte[] line = new byte[MAX_LINE_BYTES];
  private int length;
  private boolean overflowed;

  /** Whether the line has ended, unless the next one starts with white space. */
  private boolean lineEnded;

  private boolean isModel;
  private boolean isFile;

  void start() {
    length = 0;
    overflowed = false;
    lineEnded = false;
    isModel = false;
    isFile = false;
  }

  void wipe() {
    start();
    Arrays.fill(line, (byte) 0);
  }

  /** Takes the next byte. Returns whether the empty line after the last header line has ended. */
  boolean accept(byte c) {
    if (lineEnded && c != ' ' && c != '\t') {
      endLine();
      if (c == '\n') {
        return true;
      }
    }
    if (c == '\r') {
      return false;
    }
    if (c == '\n') {
      lineEnded = true;
      return length == 0;
    }
    lineEnded = false;
    if (length < MAX_LINE_BYTES) {
      line[length++] = c;
    } else {
      overflowed = true;
    }
    return false;
  }

  /** Whether the part is the field {@code model}. */
  boolean isModelField() {
    return isModel && !isFile;
  }

  private void endLine() {
    if (startsWith(0, DISPOSITION)) {
      isFile |= overflowed;
      parameters();
    }
    length = 0;
    overflowed = false;
    lineEnded = false;
  }

  /** Reads the parameters {@code ; name=value}, whose values can be quoted. */
  private void parameters() {
    int i = indexOf(';', DISPOSITION.length);
    while (i < length) {
      int start = i + 1;
      while (start < length && line[start] <= ' ') {
        start++;
      }
      int end = endOfParameter(start);
      parameter(start, end);
      i = end;
    }
  }

  private void parameter(int start, int end) {
    isFile |= startsWith(start, FILE_NAME);
    if (startsWith(start, NAME)) {
      int value = start + NAME.length;
      while (value < end && line[value] <= ' ') {
        value++;
      }
      if (value < end && line[value] == '=') {
        isModel |= isModel(value + 1, end);
      }
    }
  }

  private boolean isModel(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && (line[start] <= ' ' || line[start] == '"')) {
      start++;
    }
    while (end > start && (line[end - 1] <= ' ' || line[end - 1] == '"')) {
      end--;
    }
    return end - start == MODEL.length && startsWith(start, MODEL);
  }

  /** The index of the next semicolon outside quotes, or the line's length. */
  private int endOfParameter(int from) {
    boolean quoted = false;
    int i = from;
    while (i < length && (quoted || line[i] != ';')) {
      if (line[i] == '\\' && quoted) {
        i++;
      } else if (line[i] == '"') {
        quoted = !quoted;
      }
      i++;
    }
    return Math.min(i, length);
  }

  private int indexOf(char c, int from) {
    int i = from;
    while (i < length && line[i] != c) {
      i++;
    }
    return i;
  }

  /** Compares without regard to case. */
  private boolean startsWith(int from, byte[] lowerCase) {
    boolean same = from + lowerCase.length <= length;
    for (int i = 0; same && i < lowerCase.length; i++) {
      byte c = line[from + i];
      same = (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) == lowerCase[i];
    }
    return same;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
