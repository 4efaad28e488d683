package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Scrapes the agent in this JVM, by a plain socket: the agent watches every HTTP client. */
final class Gauges {
  private static final int TIMEOUT_MILLIS = 10_000;

  /** How long an attempt may take to end whose body nobody reads, with the collector's help. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int POLLS_PER_COLLECTION = 20;

  private final int port;

  /** Attempts that have stayed active, and have been reported. */
  private double leaked;

  Gauges(int port) {
    this.port = port;
  }

  /** The page; an empty text if there is none. */
  String scrape() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write(
              "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String page = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return page.startsWith("HTTP/1.1 200") ? page : "";
    } catch (IOException e) {
      return "";
    }
  }

  static double sum(String page, String metric) {
    return page.lines()
        .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  double errors() {
    return sum(scrape(), "holysheep_agent_errors_total");
  }

  /** Waits until no attempt is active. Returns how many more than before are if that fails. */
  double awaitIdle() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (int polls = 1; true; polls++) {
      String page = scrape();
      double all = page.isEmpty() ? -1 : sum(page, "holysheep_active_requests");
      // Some end later, when the collector finds them.
      leaked = page.isEmpty() ? leaked : Math.min(leaked, all);
      double active = page.isEmpty() ? -1 : all - leaked;
      if (active == 0 || System.nanoTime() > deadline) {
        leaked += Math.max(active, 0);
        return active;
      }
      if (polls % POLLS_PER_COLLECTION == 0) {
        System.gc();
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }
}
