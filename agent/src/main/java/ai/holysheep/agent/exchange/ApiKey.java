package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.fingerprint.HmacSha256;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the API key of a request, and makes a fingerprint of it at once. Nothing keeps the key. */
final class ApiKey {
  /** More than any vendor's, also where a key is a signed token. */
  private static final int MAX_LENGTH = 4096;

  private static final int SHOWN_BYTES = 4;
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();
  private static final String BEARER = "Bearer ";

  /** Anthropic's, Azure's and Google's. */
  private static final String[] FIELDS = {"x-api-key", "api-key", "x-goog-api-key"};

  private ApiKey() {}

  /**
   * The first 8 hexadecimal digits of the key's code; {@code null} if the request has no key. A
   * field without a key does not hide the one of another field.
   */
  static <Q> @Nullable String fingerprint(HmacSha256 code, RequestFields<Q> fields, Q request) {
    try {
      String found = ofBearer(code, RequestField.read(fields, request, "Authorization"));
      for (int i = 0; found == null && i < FIELDS.length; i++) {
        String key = RequestField.read(fields, request, FIELDS[i]);
        found = key == null ? null : fingerprint(code, key, 0, key.length());
      }
      String query = found == null ? fields.query(request) : null;
      return query == null ? found : ofQuery(code, query);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return null;
    }
  }

  private static @Nullable String ofBearer(HmacSha256 code, @Nullable String value) {
    return value == null || !value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? null
        : fingerprint(code, value, BEARER.length(), value.length());
  }

  /** Google's, in the parameter {@code key}. */
  private static @Nullable String ofQuery(HmacSha256 code, String query) {
    int start = query.startsWith("key=") ? 0 : query.indexOf("&key=") + 1;
    if (!query.startsWith("key=", start)) {
      return null;
    }
    int end = query.indexOf('&', start);
    return fingerprint(code, query, start + 4, end < 0 ? query.length() : end);
  }

  private static @Nullable String fingerprint(HmacSha256 code, String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (start < end && text.charAt(end - 1) <= ' ') {
      end--;
    }
    if (start == end || end - start > MAX_LENGTH) {
      return null;
    }
    byte[] key = bytes(text, start, end);
    byte[] digest = code.of(key);
    Arrays.fill(key, (byte) 0);
    char[] shown = new char[2 * SHOWN_BYTES];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = DIGITS[digest[i / 2] >> 4 - 4 * (i % 2) & 0xF];
    }
    return new String(shown);
  }

  /** Header fields have one byte for each character. */
  private static byte[] bytes(String text, int start, int end) {
    byte[] bytes = new byte[end - start];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(start + i);
    }
    return bytes;
  }
}
