package ai.holysheep.agent.tests.program;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code URL CLIENT}: calls from many virtual threads at once, on JDK 21 and later. The first ones
 * load classes, which pins threads; {@code WARM} and the time says from when on none need to.
 */
public final class VirtualThreads {
  private static final int THREADS = 100;
  private static final int CALLS = 5;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final long PINNED_NANOS = 50_000_000;

  private VirtualThreads() {}

  public static void main(String[] arguments) throws Exception {
    Load.Caller caller = Callers.of(arguments[1], arguments[0]);
    calls(caller);
    System.out.println("WARM " + System.currentTimeMillis());
    calls(caller);
    // So that whoever looks for pinned threads sees that one would be seen.
    start(VirtualThreads::pinned).join();
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  private static void calls(Load.Caller caller) throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String body = i % 3 == 0 ? Body.stream("virtual") : Body.json("virtual");
      threads.add(
          start(
              () -> {
                try {
                  for (int call = 0; call < CALLS; call++) {
                    caller.call("ok", body, false, PATIENCE_MILLIS);
                  }
                } catch (Exception e) {
                  e.printStackTrace();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** By its name, since JDK 17 compiles this. */
  private static Thread start(Runnable task) throws ReflectiveOperationException {
    return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
  }

  /** Holds a monitor on 21, and runs the class's initializer, which still pins on 25. */
  private static void pinned() {
    Pinned.touch();
  }

  private static final class Pinned {
    static {
      synchronized (Pinned.class) {
        LockSupport.parkNanos(PINNED_NANOS);
      }
    }

    static void touch() {}
  }
}
