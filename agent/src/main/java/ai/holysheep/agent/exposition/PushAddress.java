package ai.holysheep.agent.exposition;

import java.io.ByteArrayOutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The URL that metrics are pushed to. A user name and a password in it are kept apart, so that no
 * message and no exception can show them. Immutable.
 */
final class PushAddress {
  private static final String HOST_MARKS = "-._~:[]%";

  private final URL url;
  private final @Nullable String authorization;

  private PushAddress(URL url, @Nullable String authorization) {
    this.url = url;
    this.authorization = authorization;
  }

  /**
   * @param address {@code http(s)://user:password@host:port/path}
   * @param path is appended
   * @throws IllegalArgumentException if that makes no valid URL; its message contains nothing of it
   */
  static PushAddress parse(String address, String path) {
    check(isVisibleAscii(address), "it has a space, or a character that is not ASCII");
    int scheme = address.indexOf("://");
    String protocol = scheme < 0 ? "" : address.substring(0, scheme).toLowerCase(Locale.ROOT);
    check(
        protocol.equals("http") || protocol.equals("https"),
        "it must begin with http:// or https://");
    String rest = address.substring(scheme + 3);
    int end = endOfAuthority(rest);
    int at = rest.lastIndexOf('@');
    check(at < end, "a user name or a password must be percent-encoded: / is %2F, @ is %40");
    check(rest.indexOf('?') < 0 && rest.indexOf('#') < 0, "it must end with its path");
    String host = rest.substring(at + 1, end);
    check(isHost(host), "the host is missing or wrong");
    try {
      URL url = new URL(protocol + "://" + host + withPath(rest.substring(end), path));
      check(url.getPort() <= 65535, "the port is above 65535");
      return new PushAddress(url, at < 0 ? null : authorization(rest.substring(0, at)));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("the host or the port is wrong", e);
    }
  }

  private static void check(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException(problem);
    }
  }

  private static boolean isVisibleAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static int endOfAuthority(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if ("/?#".indexOf(rest.charAt(i)) >= 0) {
        return i;
      }
    }
    return rest.length();
  }

  private static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Character.isLetterOrDigit(c) && HOST_MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return !host.isEmpty() && !host.startsWith(":");
  }

  private static String withPath(String base, String path) {
    String start = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return start.endsWith(path) ? start : start + path;
  }

  private static String authorization(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(decode(userInfo));
  }

  private static byte[] decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      int high = text.charAt(i) == '%' ? digit(text, i + 1) : -1;
      int low = high < 0 ? -1 : digit(text, i + 2);
      if (low < 0) {
        byte[] plain = text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8);
        bytes.write(plain, 0, plain.length);
      } else {
        bytes.write(16 * high + low);
        i += 2;
      }
    }
    return bytes.toByteArray();
  }

  private static int digit(String text, int index) {
    return index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
  }

  /** Without a user name and a password. */
  URL url() {
    return url;
  }

  /** The header field Authorization, or null if the address has no user name. */
  @Nullable String authorization() {
    return authorization;
  }

  /** For log lines. */
  @Override
  public String toString() {
    return url.toString();
  }
}
