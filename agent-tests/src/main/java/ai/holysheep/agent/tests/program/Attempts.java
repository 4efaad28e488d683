package ai.holysheep.agent.tests.program;

import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code URL CLIENT...}: a call through each client. Where no server tells how many attempts the
 * agent has seen, its own memory does.
 */
public final class Attempts {
  private Attempts() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 1; i < arguments.length; i++) {
      Callers.of(arguments[i], arguments[0]).call("ok", Body.json("gpt-4.1"), false, 60_000);
      System.out.println("called through " + arguments[i]);
    }
    System.err.println("SEEN " + seen("started") + " ACTIVE " + seen("active"));
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  private static long seen(String counter) {
    try {
      Class<?> agent = Class.forName("ai.holysheep.agent.HolySheepAgent");
      ClassLoader core = (ClassLoader) field(agent, "installed").get(null);
      Class<?> exchanges = core.loadClass("ai.holysheep.agent.exchange.Exchanges");
      Object current = field(exchanges, "current").get(null);
      return ((AtomicLong) field(exchanges, counter).get(current)).get();
    } catch (ReflectiveOperationException noAgent) {
      return 0;
    }
  }

  private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
