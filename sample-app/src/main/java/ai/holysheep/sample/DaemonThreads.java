package ai.holysheep.sample;

import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that do not keep the JVM alive. Thread-safe. */
final class DaemonThreads {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private DaemonThreads() {}

  static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "support-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
