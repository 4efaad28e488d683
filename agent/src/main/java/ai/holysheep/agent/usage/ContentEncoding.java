package ai.holysheep.agent.usage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The content encoding of a body. Some clients decode a response before we see it and keep the
 * header, so the first two bytes decide, not the header. Only raw deflate needs the header: it does
 * not start with a signature.
 */
enum ContentEncoding {
  IDENTITY,
  GZIP,
  ZLIB,
  RAW_DEFLATE,
  UNREADABLE;

  /** RFC 1950: the method is 8, and the first 16 bits are a multiple of 31. */
  private static final int DEFLATE_METHOD = 8;

  /**
   * Detects the encoding of a body.
   *
   * @param first the first byte, unsigned
   * @param second the second byte, unsigned
   * @param declared the value of {@code Content-Encoding}
   */
  static ContentEncoding detect(int first, int second, @Nullable String declared) {
    String name = declared == null ? "identity" : declared.trim().toLowerCase(Locale.ROOT);
    if (first == 0x1F && second == 0x8B) {
      return GZIP;
    }
    boolean deflate = name.equals("deflate");
    boolean zlib = (first & 0xF) == DEFLATE_METHOD && (first << 8 | second) % 31 == 0;
    if (zlib && (deflate || first == 0x78)) {
      return ZLIB;
    }
    if (name.equals("identity") || name.isEmpty() || isText(first, second)) {
      return IDENTITY;
    }
    return deflate ? RAW_DEFLATE : UNREADABLE;
  }

  /**
   * Whether JSON or an event stream can start with these bytes. One byte is not enough: brotli
   * often starts with a bracket, and raw deflate with a letter.
   */
  private static boolean isText(int first, int second) {
    switch (first) {
      case '{':
        return second == '"' || second == '}' || isSpace(second);
      case '[':
        return second == '{' || second == ']' || isSpace(second);
      case 'd':
        return second == 'a';
      case 'e':
        return second == 'v';
      case 'i':
        return second == 'd';
      case 'r':
        return second == 'e';
      case ':':
        return isSpace(second) || second >= 'A' && second <= 'z';
      case 0xEF:
        return second == 0xBB;
      default:
        return isSpace(first) && (isSpace(second) || second >= '"' && second <= '{');
    }
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }
}
