package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * {@code URL}: an application that interrupts every thread it finds, between two calls. Tells the
 * milliseconds of CPU that the other threads take in the second after.
 */
public final class Interrupts {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Interrupts() {}

  public static void main(String[] arguments) throws Exception {
    Load.Caller caller = Callers.of("urlconnection", arguments[0]);
    caller.call("ok", Body.json("before"), false, 60_000);
    System.out.println("CALLED");
    Stdin.awaitLine();
    long before = othersMillis();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread != Thread.currentThread()) {
        thread.interrupt();
      }
    }
    TimeUnit.SECONDS.sleep(1);
    System.out.println("OTHERS " + (othersMillis() - before));
    caller.call("ok", Body.json("after"), false, 60_000);
    askForStatus(arguments[0]);
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  /** And leaves the error's body unread, which only the agent's own thread ends. */
  private static void askForStatus(String url) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + "/v1/chat/completions").toURL().openConnection();
    connection.setDoOutput(true);
    connection.setRequestProperty("X-Fake-Scenario", "rate-limit");
    connection.getOutputStream().write(ClientCall.utf8(Body.json("unread")));
    System.out.println("STATUS " + connection.getResponseCode());
  }

  private static long othersMillis() {
    long nanos = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread != Thread.currentThread()) {
        nanos += Math.max(0, THREADS.getThreadCpuTime(thread.getId()));
      }
    }
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
