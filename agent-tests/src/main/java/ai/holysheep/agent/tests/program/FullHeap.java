package ai.holysheep.agent.tests.program;

import java.util.concurrent.TimeUnit;

/**
 * {@code URL}: an application whose heap is full for some seconds between two calls. Its own
 * handler says what it gets of exceptions that nobody catches.
 */
public final class FullHeap {
  private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** The smallest object that still finds no room. */
  private static final int LAST_SIZE = 16;

  private FullHeap() {}

  public static void main(String[] arguments) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) -> System.out.println("HANDLER " + thread.getName() + " " + fault));
    Load.Caller caller = Callers.of("urlconnection", arguments[0]);
    caller.call("ok", Body.json("before"), false, 60_000);
    System.out.println("CALLED");
    Stdin.awaitLine();
    fill();
    System.out.println("RECOVERED");
    Stdin.awaitLine();
    caller.call("ok", Body.json("after"), false, 60_000);
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  /** What others give back, it takes, too. */
  private static void fill() {
    byte[][] held = new byte[200_000][];
    int count = 0;
    int size = 1 << 20;
    long start = System.nanoTime();
    while (System.nanoTime() - start < FULL_NANOS && count < held.length) {
      try {
        held[count] = new byte[size];
        count++;
      } catch (OutOfMemoryError full) {
        size = size > LAST_SIZE ? size / 2 : LAST_SIZE;
      }
    }
  }
}
