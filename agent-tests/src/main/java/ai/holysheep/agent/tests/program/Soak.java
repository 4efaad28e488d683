package ai.holysheep.agent.tests.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * {@code DRIVER...}: runs the contract's steps with each driver in a thread of its own, round after
 * round, as the test says on stdin. A line there is a driver's name and what is for it: the URL of
 * a gateway for the next round, or {@code GO} for one that waits. {@code SAMPLE} alone asks for
 * {@link ProcessSample}, and {@code END} ends the program. A line on stdout is a driver's name, a
 * bar, and a line of its transcript.
 */
public final class Soak {
  private final Map<String, BlockingQueue<String>> inboxes = new HashMap<>();

  private Soak() {}

  public static void main(String[] drivers) throws Exception {
    new Soak().run(drivers);
    System.exit(0);
  }

  private void run(String[] drivers) throws Exception {
    for (String driver : drivers) {
      BlockingQueue<String> inbox = new LinkedBlockingQueue<>();
      inboxes.put(driver, inbox);
      Thread thread = new Thread(() -> rounds(driver, inbox), "soak-" + driver);
      thread.setDaemon(true);
      thread.start();
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null && !line.equals("END"); line = in.readLine()) {
      if (line.equals("SAMPLE")) {
        System.out.println("SAMPLE " + ProcessSample.take());
      } else {
        int space = line.indexOf(' ');
        inboxes.get(line.substring(0, space)).put(line.substring(space + 1));
      }
    }
  }

  private static void rounds(String driver, BlockingQueue<String> inbox) {
    try {
      Transcript out = new Lines(driver, inbox);
      while (true) {
        String url = inbox.take();
        Object program =
            Class.forName(Soak.class.getPackage().getName() + "." + driver)
                .getDeclaredConstructor(String.class, Transcript.class)
                .newInstance(url, out);
        new ContractSteps((ClientDriver) program).run();
        System.out.println(driver + "|ENDED");
      }
    } catch (Exception e) {
      System.out.println(driver + "|FAILED " + e);
    }
  }

  /** Writes only what the test needs: an hour of all that the application sees is too much. */
  private static final class Lines extends Transcript {
    private final String driver;
    private final BlockingQueue<String> inbox;

    Lines(String driver, BlockingQueue<String> inbox) {
      this.driver = driver;
      this.inbox = inbox;
    }

    @Override
    void line(String line) {
      if (line.startsWith("EXPECT") || line.startsWith("RETRIES") || line.startsWith("AWAITS")) {
        System.out.println(driver + "|" + line);
      }
    }

    @Override
    void awaitTest() throws IOException {
      try {
        inbox.take();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
