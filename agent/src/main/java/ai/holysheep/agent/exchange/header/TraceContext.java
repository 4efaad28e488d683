package ai.holysheep.agent.exchange.header;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The trace and the span that a request belongs to, as its header fields say. Immutable. What is
 * not valid is no trace.
 */
public final class TraceContext {
  /** Of version 00: version, trace, parent and flags, with a dash between each two. */
  private static final int TRACEPARENT = 55;

  private static final int LONG_ID = 32;
  private static final int SHORT_ID = 16;
  private static final String DATADOG_HIGH_HALF = "_dd.p.tid=";

  /** 16 or 32 lower-case hexadecimal digits, not only zeros. */
  public final String traceId;

  /** 16 lower-case hexadecimal digits, not only zeros. */
  public final @Nullable String spanId;

  /** False if the header fields say that nobody records this trace. */
  public final boolean isSampled;

  private TraceContext(String traceId, @Nullable String spanId, boolean isSampled) {
    this.traceId = traceId;
    this.spanId = spanId;
    this.isSampled = isSampled;
  }

  /** Reads {@code traceparent} (W3C Trace Context, level 1 and later). */
  public static @Nullable TraceContext ofTraceparent(String value) {
    int length = value.length();
    if (length < TRACEPARENT
        || !isHex(value, 0, 2)
        || value.startsWith("ff")
        || value.charAt(2) != '-'
        || !isId(value, 3, 35)
        || value.charAt(35) != '-'
        || !isId(value, 36, 52)
        || value.charAt(52) != '-'
        || !isHex(value, 53, TRACEPARENT)) {
      return null;
    }
    // A later version may have more fields.
    if (length > TRACEPARENT && (value.startsWith("00") || value.charAt(TRACEPARENT) != '-')) {
      return null;
    }
    boolean isSampled = (Character.digit(value.charAt(54), 16) & 1) != 0;
    return new TraceContext(value.substring(3, 35), value.substring(36, 52), isSampled);
  }

  /**
   * Reads Datadog's fields.
   *
   * @param traceId the lower 64 bits, in decimal digits
   * @param parentId the span, in decimal digits
   * @param tags {@code x-datadog-tags}, which may have the upper 64 bits in hexadecimal digits
   * @param priority 0 or less if nobody records the trace
   */
  public static @Nullable TraceContext ofDatadog(
      String traceId, @Nullable String parentId, @Nullable String tags, @Nullable String priority) {
    String low = hexOfDecimal(traceId);
    if (low == null) {
      return null;
    }
    String high = tags == null ? null : highHalf(tags);
    boolean isDropped = priority != null && (priority.startsWith("-") || priority.equals("0"));
    return new TraceContext(
        high == null ? low : high + low,
        parentId == null ? null : hexOfDecimal(parentId),
        !isDropped);
  }

  private static @Nullable String highHalf(String tags) {
    int at = tags.startsWith(DATADOG_HIGH_HALF) ? 0 : tags.indexOf(',' + DATADOG_HIGH_HALF) + 1;
    int start = at + DATADOG_HIGH_HALF.length();
    int end = start + SHORT_ID;
    boolean isThere =
        tags.startsWith(DATADOG_HIGH_HALF, at)
            && tags.length() >= end
            && (tags.length() == end || tags.charAt(end) == ',');
    return isThere && isId(tags, start, end) ? tags.substring(start, end) : null;
  }

  /** Returns {@code null} for what is no positive number of 64 bits without a sign. */
  private static @Nullable String hexOfDecimal(String digits) {
    if (digits.isEmpty() || digits.length() > 20) {
      return null;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return null;
      }
    }
    try {
      String hex = Long.toHexString(Long.parseUnsignedLong(digits));
      return hex.equals("0") ? null : "0000000000000000".substring(hex.length()) + hex;
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  /**
   * Reads Zipkin's single field: {@code trace-span-sampled-parent}, from the second on optional.
   */
  public static @Nullable TraceContext ofB3(String value) {
    int end = value.indexOf('-');
    if (end < 0) {
      return ofB3(value, null, null);
    }
    int spanEnd = end + 1 + SHORT_ID;
    if (value.length() < spanEnd || value.length() > spanEnd && value.charAt(spanEnd) != '-') {
      return null;
    }
    String sampled =
        value.length() > spanEnd + 1 ? value.substring(spanEnd + 1, spanEnd + 2) : null;
    return ofB3(value.substring(0, end), value.substring(end + 1, spanEnd), sampled);
  }

  /**
   * Reads Zipkin's fields.
   *
   * @param traceId {@code X-B3-TraceId}
   * @param spanId {@code X-B3-SpanId}
   * @param sampled {@code X-B3-Sampled}
   */
  public static @Nullable TraceContext ofB3(
      String traceId, @Nullable String spanId, @Nullable String sampled) {
    String trace = lowerCase(traceId);
    if (trace.length() != LONG_ID && trace.length() != SHORT_ID
        || !isId(trace, 0, trace.length())) {
      return null;
    }
    String span = spanId == null ? null : lowerCase(spanId);
    boolean isSpan = span != null && span.length() == SHORT_ID && isId(span, 0, SHORT_ID);
    boolean isDropped = sampled != null && (sampled.equals("0") || sampled.equals("false"));
    return new TraceContext(trace, isSpan ? span : null, !isDropped);
  }

  /** Zipkin's libraries also accept upper case. */
  private static String lowerCase(String id) {
    return id.length() > LONG_ID ? "" : id.toLowerCase(Locale.ROOT);
  }

  /** Whether these are hexadecimal digits, and not all are 0. */
  private static boolean isId(String text, int start, int end) {
    boolean anySet = false;
    for (int i = start; i < end; i++) {
      anySet |= text.charAt(i) != '0';
    }
    return anySet && isHex(text, start, end);
  }

  private static boolean isHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }
}
