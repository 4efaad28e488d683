package ai.holysheep.agent.ledger;

import java.io.File;
import java.io.IOException;

/** This process's number. JMX, which would tell it on every JDK, must be left alone. */
final class ProcessId {
  private ProcessId() {}

  static String get() {
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Object current = handle.getMethod("current").invoke(null);
      return String.valueOf(handle.getMethod("pid").invoke(current));
    } catch (ReflectiveOperationException jdk8) {
      return onLinux();
    }
  }

  /** On JDK 8 elsewhere, a number that is likely to be nobody else's. */
  private static String onLinux() {
    try {
      String name = new File("/proc/self").getCanonicalFile().getName();
      if (name.matches("\\d+")) {
        return name;
      }
    } catch (IOException notLinux) {
      // As where there is no such file.
    }
    return Long.toString(System.currentTimeMillis() * 1000 + System.nanoTime() / 1000 % 1000);
  }
}
