package ai.holysheep.agent.tests.program;

import java.io.File;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** What this JVM holds after full garbage collections. */
final class ProcessSample {
  /** Cleaners and reference queues free more from one collection to the next. */
  private static final int COLLECTIONS = 4;

  private ProcessSample() {}

  /** {@code heap=BYTES metaspace=BYTES direct=BYTES threads=N descriptors=N}. */
  static String take() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(50);
    }
    long heap = 0;
    long metaspace = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        heap += pool.getUsage().getUsed();
      } else if (pool.getName().equals("Metaspace")) {
        metaspace += pool.getUsage().getUsed();
      }
    }
    return "heap="
        + heap
        + " metaspace="
        + metaspace
        + " direct="
        + direct()
        + " threads="
        + ManagementFactory.getThreadMXBean().getThreadCount()
        + " descriptors="
        + new File("/proc/self/fd").list().length;
  }

  private static long direct() {
    long bytes = 0;
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        bytes += pool.getMemoryUsed();
      }
    }
    return bytes;
  }
}
