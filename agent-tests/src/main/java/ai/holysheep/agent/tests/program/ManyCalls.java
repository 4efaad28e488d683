package ai.holysheep.agent.tests.program;

/** {@code URL SCENARIO CALLS}: calls one after the other, then a wait for a line on stdin. */
public final class ManyCalls {
  private ManyCalls() {}

  public static void main(String[] arguments) throws Exception {
    Load.Caller caller = Callers.of("urlconnection", arguments[0]);
    int calls = Integer.parseInt(arguments[2]);
    for (int i = 0; i < calls; i++) {
      caller.call(arguments[1], Body.json("gpt-4.1"), false, 60_000);
    }
    System.out.println("DONE");
    Stdin.awaitLine();
  }
}
