package ai.holysheep.agent.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The name of the machine or container. Nothing here asks DNS, as {@code InetAddress.getLocalHost}
 * does, which can wait for many seconds.
 */
public final class HostName {
  /** POSIX allows 255 characters; the rest is for the end of the line. */
  private static final int MAX_BYTES = 1024;

  /** A shell often keeps HOSTNAME to itself; a container or Kubernetes passes it on. */
  private static final String[] VARIABLES = {"HOSTNAME", "COMPUTERNAME"};

  private static final String[] FILES = {"/etc/hostname", "/proc/sys/kernel/hostname"};

  private HostName() {}

  /**
   * Returns the name, or {@code null} if nothing names the machine, as on macOS. Reads small local
   * files, so call it on a thread of the agent.
   */
  public static @Nullable String find() {
    return find(System.getenv(), FILES);
  }

  static @Nullable String find(Map<String, String> environment, String... files) {
    for (String variable : VARIABLES) {
      String name = firstLine(environment.get(variable));
      if (name != null) {
        return name;
      }
    }
    for (String file : files) {
      String name = firstLine(read(file));
      if (name != null) {
        return name;
      }
    }
    return null;
  }

  private static @Nullable String read(String file) {
    try {
      return new String(BoundedFile.read(file, MAX_BYTES), StandardCharsets.UTF_8);
    } catch (IOException | SecurityException notThere) {
      return null;
    }
  }

  private static @Nullable String firstLine(@Nullable String text) {
    String line = text == null ? "" : text.trim().split("[\r\n]", 2)[0].trim();
    return line.isEmpty() ? null : line;
  }
}
