package ai.holysheep.agent.tests.program;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Base64;
import java.util.List;

/**
 * {@code DRIVER URL FILE}: makes the calls in a file, one for each line on stdin. A line of the
 * file has a method, a path, and for a POST the content type and the body in Base64, between tabs.
 */
public final class Replay {
  /** A client that reads the whole body of each response. */
  interface Client {
    void make(ClientCall call) throws Exception;
  }

  private Replay() {}

  public static void main(String[] arguments) throws Exception {
    Client client = ReplayClients.of(arguments[0]);
    List<String> calls = Files.readAllLines(Paths.get(arguments[2]), StandardCharsets.UTF_8);
    System.out.println("READY");
    for (String call : calls) {
      Stdin.awaitLine();
      make(client, call(arguments[1], call.split("\t")));
    }
    Stdin.awaitLine();
    System.exit(0);
  }

  private static ClientCall call(String url, String[] fields) {
    ClientCall call = ClientCall.to(url, "replay").url(url + fields[1]);
    return fields[0].equals("POST")
        ? call.header("Content-Type", fields[2]).body(Base64.getDecoder().decode(fields[3]))
        : call.withoutBody(fields[0]);
  }

  private static void make(Client client, ClientCall call) {
    try {
      client.make(call);
      System.out.println("MADE");
    } catch (Exception e) {
      System.out.println("FAILED " + e);
    }
  }
}
