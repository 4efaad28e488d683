package ai.holysheep.agent.exposition.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a request line asks for. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-request-target">its four forms</a>
 */
final class RequestTarget {
  /** Decoded. Empty for the forms {@code *} and {@code host:port}. */
  final String path;

  /** Percent-encoded. */
  final @Nullable String query;

  /** {@code host:port} of an absolute URL. */
  final @Nullable String authority;

  private RequestTarget(String path, @Nullable String query, @Nullable String authority) {
    this.path = path;
    this.query = query;
    this.authority = authority;
  }

  /**
   * @param text visible characters of ASCII
   */
  static RequestTarget parse(String text) throws BadRequestException {
    checkEscapes(text);
    if (text.startsWith("/")) {
      return ofPath(text, null);
    }
    int scheme = text.indexOf("://");
    if (scheme > 0) {
      String rest = text.substring(scheme + 3);
      int end = endOfAuthority(rest);
      String path = rest.substring(end);
      return ofPath(path.startsWith("/") ? path : "/" + path, hostOf(rest.substring(0, end)));
    }
    return new RequestTarget("", null, null);
  }

  private static int endOfAuthority(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if ("/?#".indexOf(rest.charAt(i)) >= 0) {
        return i;
      }
    }
    return rest.length();
  }

  private static String hostOf(String authority) {
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  private static RequestTarget ofPath(String text, @Nullable String authority) {
    int fragment = text.indexOf('#');
    String sent = fragment < 0 ? text : text.substring(0, fragment);
    int mark = sent.indexOf('?');
    return mark < 0
        ? new RequestTarget(decode(sent), null, authority)
        : new RequestTarget(decode(sent.substring(0, mark)), sent.substring(mark + 1), authority);
  }

  private static void checkEscapes(String text) throws BadRequestException {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (i + 2 >= text.length()
          || Character.digit(text.charAt(i + 1), 16) < 0
          || Character.digit(text.charAt(i + 2), 16) < 0) {
        throw new BadRequestException("A percent sign must be followed by two hexadecimal digits.");
      }
    }
  }

  /** Bytes that are no UTF-8 become replacement characters. */
  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(text.charAt(i));
      }
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }
}
