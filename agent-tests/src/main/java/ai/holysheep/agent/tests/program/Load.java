package ai.holysheep.agent.tests.program;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Many threads that make mixed calls at once, and do not look at what comes back. */
final class Load {
  /** One client, as this program needs it. */
  interface Caller {
    /** Reads the answer to its end; throws what the client throws. */
    void call(String scenario, String body, boolean async, int timeoutMillis) throws Exception;
  }

  private static final int PATIENCE_MILLIS = 60_000;
  private static final int SHORT_MILLIS = 3000;
  private static final String[] MODELS = {
    "gpt-4.1", "claude-sonnet-4-5", "gemini-2.5-flash", "deepseek-v3.2"
  };

  /** A hundred calls; time-outs are rare, since each costs its thread {@link #SHORT_MILLIS}. */
  private static final int ROUND = 100;

  private final Caller caller;
  private final AtomicInteger failures = new AtomicInteger();

  Load(Caller caller) {
    this.caller = caller;
  }

  /** Ends when every thread has. */
  void run(int threads, int calls) throws InterruptedException {
    List<Thread> all = new java.util.ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread thread = new Thread(() -> calls(number, calls));
      thread.start();
      all.add(thread);
    }
    for (Thread thread : all) {
      thread.join();
    }
    System.out.println("FAILURES " + failures);
  }

  private void calls(int thread, int calls) {
    for (int i = 0; i < calls; i++) {
      int kind = (thread * 7 + i) % ROUND;
      String model = MODELS[i % MODELS.length];
      String body = kind % 3 == 0 ? Body.stream(model) : Body.json(model);
      try {
        String scenario = scenario(kind);
        int timeoutMillis = scenario.startsWith("slow") ? SHORT_MILLIS : PATIENCE_MILLIS;
        caller.call(scenario, body, kind % 5 == 0, timeoutMillis);
      } catch (Exception e) {
        failures.incrementAndGet();
      }
    }
  }

  private static String scenario(int kind) {
    switch (kind) {
      case 1:
        return "slow";
      case 50:
        return "slow-body";
      case 20:
      case 21:
        return "reset";
      case 40:
      case 42:
        return "reset-body";
      default:
        return kind % 10 == 7 ? "rate-limit" : kind % 10 == 8 ? "server-error" : "ok";
    }
  }
}
