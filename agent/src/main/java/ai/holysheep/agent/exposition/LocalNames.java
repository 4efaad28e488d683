package ai.holysheep.agent.exposition;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names by which a browser may address a server that listens on loopback. A page of another
 * site can let its own name point to loopback (DNS rebinding), and would read the metrics.
 */
final class LocalNames {
  private final String configured;

  /**
   * @param configured the host that the server listens on, as the operator wrote it
   */
  LocalNames(String configured) {
    this.configured = configured.toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a header field Host has one of the names.
   *
   * @param host null if the request has none: a browser always sends it
   */
  boolean include(@Nullable String host) {
    if (host == null) {
      return true;
    }
    String name = withoutPort(host.toLowerCase(Locale.ROOT));
    return name.equals("localhost")
        || name.equals("[::1]")
        || name.equals("[0:0:0:0:0:0:0:1]")
        || isLoopback(name)
        || !configured.isEmpty()
            && (name.equals(configured) || name.equals("[" + configured + "]"));
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  /** Whether it is an address in 127.0.0.0/8, and not a name that begins like one. */
  private static boolean isLoopback(String name) {
    String[] parts = name.split("\\.", -1);
    if (parts.length != 4 || !parts[0].equals("127")) {
      return false;
    }
    for (String part : parts) {
      if (part.isEmpty() || part.length() > 3) {
        return false;
      }
      for (int i = 0; i < part.length(); i++) {
        if (part.charAt(i) < '0' || part.charAt(i) > '9') {
          return false;
        }
      }
    }
    return true;
  }
}
