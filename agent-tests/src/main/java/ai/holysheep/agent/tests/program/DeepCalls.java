package ai.holysheep.agent.tests.program;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code URL OTHER-URL CLIENT}: calls at every depth near the end of a thread's stack, from where
 * not even their first method has room to where they succeed. The client's own classes are loaded
 * before, by calls to the other URL.
 */
public final class DeepCalls {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int WARM_UP = 3;
  private static final long STACK_BYTES = 1 << 20;
  private static final int CALLS = 200;

  /** One call for so many frames of {@link #descend}: together more than a call needs. */
  private static final int STEP = 7;

  private final List<Load.Caller> callers = new ArrayList<>();
  private final Object[] outcomes = new Object[CALLS];

  /** With a client for each call: an error shuts Apache's down. */
  private DeepCalls(String client, String url) {
    for (int i = 0; i < CALLS; i++) {
      callers.add(Callers.of(client, url));
    }
  }

  public static void main(String[] arguments) throws Exception {
    Load.Caller warm = Callers.of(arguments[2], arguments[1]);
    for (int i = 0; i < WARM_UP; i++) {
      warm.call("ok", Body.json("warm"), false, PATIENCE_MILLIS);
    }
    DeepCalls calls = new DeepCalls(arguments[2], arguments[0]);
    Thread deep = new Thread(null, calls::descend, "deep", STACK_BYTES);
    deep.start();
    deep.join();
    for (Object outcome : calls.outcomes) {
      System.out.println(outcome instanceof Throwable ? outcome.getClass().getName() : outcome);
    }
    Callers.of(arguments[2], arguments[0]).call("ok", Body.json("shallow"), false, PATIENCE_MILLIS);
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  /** Returns how many frames the stack had room for. */
  private int descend() {
    int room;
    try {
      room = descend() + 1;
    } catch (StackOverflowError e) {
      room = 0;
    }
    if (room % STEP == 0 && room / STEP < CALLS) {
      try {
        callers.get(room / STEP).call("ok", Body.json("deep"), false, PATIENCE_MILLIS);
        outcomes[room / STEP] = "ok";
      } catch (Exception | Error e) {
        outcomes[room / STEP] = e;
      }
    }
    return room;
  }
}
