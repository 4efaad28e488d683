package ai.holysheep.agent.tests.program;

/** {@code URL}: a call through each of three clients, then the end. */
public final class EachClient {
  private EachClient() {}

  public static void main(String[] arguments) throws Exception {
    call(arguments[0], "java.net.http", "okhttp", "apache5");
    System.exit(0);
  }

  /** A call through each of these, with the client's name for a model. */
  public static void call(String url, String... clients) throws Exception {
    for (String client : clients) {
      Callers.of(client, url).call("ok", Body.json(client), false, 60_000);
    }
  }
}
