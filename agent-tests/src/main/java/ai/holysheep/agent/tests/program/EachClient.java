package ai.holysheep.agent.tests.program;

/** {@code URL}: a call through each of three clients, then the end. */
public final class EachClient {
  private EachClient() {}

  public static void main(String[] arguments) throws Exception {
    for (String client : new String[] {"java.net.http", "okhttp", "apache5"}) {
      Callers.of(client, arguments[0]).call("ok", Body.json("gpt-4.1"), false, 60_000);
    }
    System.exit(0);
  }
}
