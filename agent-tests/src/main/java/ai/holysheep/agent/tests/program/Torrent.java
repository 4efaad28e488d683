package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;

/**
 * {@code CLIENT URL}: reads a long answer to its end, {@code /long}, then gives up one that has no
 * end, {@code /endless}; says how much it got of each, and waits for a line on stdin.
 */
public final class Torrent {
  /** Where an endless answer is given up. */
  private static final long ENOUGH = 20_000_000;

  /**
   * Reads an answer to its end, or gives it up after so many bytes. Returns how many there were.
   */
  interface Client {
    long read(String url, String body, long limit) throws Exception;
  }

  private Torrent() {}

  public static void main(String[] arguments) throws Exception {
    Client client = TorrentClients.of(arguments[0]);
    System.out.println(
        "LONG "
            + client.read(
                arguments[1] + "/long", "{\"model\":\"gpt-4.1\",\"messages\":[]}", Long.MAX_VALUE));
    long endless =
        client.read(
            arguments[1] + "/endless", "{\"model\":\"claude-sonnet-4-5\",\"stream\":true}", ENOUGH);
    System.out.println(endless >= ENOUGH ? "ENOUGH" : "ENDED AFTER " + endless);
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  static long read(InputStream in, long limit) throws IOException {
    byte[] buffer = new byte[16_384];
    long sum = 0;
    for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
      sum += n;
      if (sum >= limit) {
        return sum;
      }
    }
    return sum;
  }
}
