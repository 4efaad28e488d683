package ai.holysheep.agent.tests.program;

import java.nio.charset.StandardCharsets;

/**
 * {@code URL PATHS CLIENT...}: each client reads the response of each path, whose names are joined
 * by commas. Its model has the names of client and path. Then the program waits for a line.
 */
public final class Transfers {
  private Transfers() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 2; i < arguments.length; i++) {
      Torrent.Client client = TorrentClients.of(arguments[i]);
      for (String path : arguments[1].split(",")) {
        String body = "{\"model\":\"" + arguments[i] + " " + path + "\"}";
        client.read(arguments[0] + "/" + path, body, Long.MAX_VALUE);
        System.out.println(
            "SENT "
                + body.getBytes(StandardCharsets.UTF_8).length
                + " "
                + arguments[i]
                + " "
                + path);
      }
    }
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }
}
