package ai.holysheep.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * The hosts that the agent watches. Immutable. The application's threads match each call against
 * it, which allocates nothing.
 */
public final class HostPatterns {
  private final String[] hosts;
  private final int[] ports;

  private HostPatterns(String[] hosts, int[] ports) {
    this.hosts = hosts;
    this.ports = ports;
  }

  /**
   * Parses the option {@code hosts}: {@code host}, {@code host:port}, {@code *.domain} or {@code
   * *}, separated by commas or semicolons.
   */
  public static HostPatterns parse(String text) {
    String[] parts = text.split("[,;]", -1);
    String[] hosts = new String[parts.length];
    int[] ports = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].trim();
      int colon = portColon(part);
      hosts[i] = withoutBrackets(colon < 0 ? part : part.substring(0, colon));
      ports[i] = colon < 0 ? -1 : Integer.parseInt(part.substring(colon + 1));
      if (!hosts[i].matches("\\*|(\\*\\.)?[^\\s*/]+")) {
        throw new IllegalArgumentException(part);
      }
    }
    return new HostPatterns(hosts, ports);
  }

  /**
   * Whether a call to this host is watched.
   *
   * @param port the port that the call uses: for example 443 for an {@code https} URL without one
   */
  public boolean matches(@Nullable String host, int port) {
    if (host == null) {
      return false;
    }
    for (int i = 0; i < hosts.length; i++) {
      if ((ports[i] == -1 || ports[i] == port) && matchesHost(hosts[i], host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matchesHost(String pattern, String host) {
    if (pattern.startsWith("*")) {
      int suffix = pattern.length() - 1;
      return suffix == 0
          || (host.length() > suffix
              && host.regionMatches(true, host.length() - suffix, pattern, 1, suffix));
    }
    int bracket = host.startsWith("[") ? 1 : 0;
    return host.length() - 2 * bracket == pattern.length()
        && host.regionMatches(true, bracket, pattern, 0, pattern.length());
  }

  /** The index of the colon before a port, or -1. Ignores colons inside an IPv6 address. */
  private static int portColon(String part) {
    int colon = part.lastIndexOf(':');
    boolean inAddress = colon != part.indexOf(':') && !part.startsWith("[") || part.endsWith("]");
    return inAddress ? -1 : colon;
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
