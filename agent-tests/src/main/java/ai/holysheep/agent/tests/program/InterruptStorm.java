package ai.holysheep.agent.tests.program;

import java.util.concurrent.TimeUnit;

/**
 * {@code URL CALLS}: an application that interrupts every other thread, all the time, from before
 * its first call. Its own handler says what it gets of exceptions that nobody catches.
 */
public final class InterruptStorm {
  private InterruptStorm() {}

  public static void main(String[] arguments) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) -> System.out.println("HANDLER " + thread.getName() + " " + fault));
    Thread main = Thread.currentThread();
    Thread storm = new Thread(() -> interruptAllExcept(main), "storm");
    storm.setDaemon(true);
    storm.start();
    Load.Caller caller = Callers.of("urlconnection", arguments[0]);
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      caller.call("ok", Body.json("gpt-4.1"), false, 60_000);
    }
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  private static void interruptAllExcept(Thread main) {
    while (true) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread != main && thread != Thread.currentThread()) {
          thread.interrupt();
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(1);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
