package ai.holysheep.agent.ledger;

import java.io.File;
import java.io.IOException;

/** The id of this process. JMX knows it on every JDK, but the agent must not initialise JMX. */
final class ProcessId {
  private ProcessId() {}

  static String get() {
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Object current = handle.getMethod("current").invoke(null);
      return String.valueOf(handle.getMethod("pid").invoke(current));
    } catch (ReflectiveOperationException jdk8) {
      return onJdk8();
    }
  }

  /** Reads it from {@code /proc}, or returns a number that is probably unique. */
  private static String onJdk8() {
    try {
      String name = new File("/proc/self").getCanonicalFile().getName();
      if (name.matches("\\d+")) {
        return name;
      }
    } catch (IOException notLinux) {
      // Another system: use the clock.
    }
    return Long.toString(System.currentTimeMillis() * 1000 + System.nanoTime() / 1000 % 1000);
  }
}
