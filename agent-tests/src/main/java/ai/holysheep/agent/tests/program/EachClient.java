package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;

/** {@code URL}: a call through each of three clients, then the end. */
public final class EachClient {
  private EachClient() {}

  public static void main(String[] arguments) throws Exception {
    call(arguments[0], "java.net.http", "okhttp", "apache5");
    printPeakMemory();
    System.exit(0);
  }

  /** Linux counts it for each process. */
  private static void printPeakMemory() throws IOException {
    for (String line : Files.readAllLines(Paths.get("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        System.out.println("PEAK " + line.substring("VmHWM:".length()).trim());
      }
    }
  }

  /** A call through each of these, with the client's name for a model. */
  public static void call(String url, String... clients) throws Exception {
    for (String client : clients) {
      Callers.of(client, url).call("ok", Body.json(client), false, 60_000);
    }
  }
}
