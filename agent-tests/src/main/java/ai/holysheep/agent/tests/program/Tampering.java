package ai.holysheep.agent.tests.program;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;

/** What code of an application can do to the agent by reflection. */
final class Tampering {
  private static final String PACKAGE = "ai.holysheep.agent.";

  /** About 30 KB of stack. */
  private static final int FRAMES_LEFT = 400;

  /** Half of what a pipe takes. */
  private static final int ENOUGH_LINES = 700;

  private Tampering() {}

  static void with(String way) throws Exception {
    switch (way) {
      case "hook":
        Field hook = Class.forName("java.lang.HolySheepHook").getDeclaredField("installed");
        hook.setAccessible(true);
        hook.set(null, null);
        break;
      case "uninstall":
      case "suspend":
        core("exchange.Exchanges").getMethod(way).invoke(null);
        break;
      case "log":
        logOff();
        break;
      case "start":
        field("start").set(field("installed").get(null), null);
        break;
      case "installed":
        field("installed").set(null, null);
        break;
      case "off":
        command("no-such-file", "off");
        break;
      case "refuse":
        refuse();
        break;
      case "fill":
        fillStderr();
        break;
      case "deep":
        dive();
        break;
      default:
        if (way.contains("/")) {
          command(way, "off");
          return;
        }
        faults(way.replace("short ", ""), !way.startsWith("short "));
    }
  }

  /** As if the command came from outside, with this file for the answer. */
  private static void command(String file, String name) throws Exception {
    Class.forName(PACKAGE + "HolySheepAgent")
        .getMethod("agentmain", String.class, Instrumentation.class)
        .invoke(null, "@" + file + "@:" + name, null);
  }

  @SuppressWarnings({"deprecation", "removal"})
  private static void refuse() {
    System.setSecurityManager(new RefusingManager());
  }

  /** Until a write waits, because nobody reads. */
  private static void fillStderr() throws InterruptedException {
    AtomicInteger lines = new AtomicInteger();
    Thread writer =
        new Thread(
            () -> {
              while (true) {
                System.err.println("a line of the application, which nobody reads");
                lines.incrementAndGet();
              }
            });
    writer.setDaemon(true);
    writer.start();
    for (int before = -1; before != lines.get() || before < ENOUGH_LINES; ) {
      before = lines.get();
      Thread.sleep(100);
    }
  }

  private static void logOff() throws Exception {
    Class<?> level = core("diagnostics.Log$Level");
    Object off = level.getField("OFF").get(null);
    core("diagnostics.Log").getMethod("setLevel", level).invoke(null, off);
  }

  /**
   * Loads a client where the stack is nearly full, but not so full that the JVM cannot call an
   * agent.
   *
   * @return how many frames are between this one and the deepest
   */
  private static int dive() throws ClassNotFoundException {
    int above;
    try {
      above = dive() + 1;
    } catch (StackOverflowError e) {
      return 0;
    }
    if (above == FRAMES_LEFT) {
      Class.forName("sun.net.www.protocol.http.HttpURLConnection", false, null);
    }
    return above;
  }

  /**
   * A hundred faults of a stage.
   *
   * @param restsLong whether its rest is longer than a test
   */
  private static void faults(String stageName, boolean restsLong) throws Exception {
    Class<?> stages = core("diagnostics.AgentErrors$Stage");
    Object stage = stages.getField(stageName).get(null);
    if (restsLong) {
      Method rest = core("diagnostics.AgentErrors").getDeclaredMethod("rest", stages);
      rest.setAccessible(true);
      set(rest.invoke(null, stage), "lengthNanos", 300_000_000_000L);
      set(rest.invoke(null, stage), "endNanos", System.nanoTime());
    }
    Method fault =
        core("diagnostics.AgentErrors").getMethod("countAndLog", stages, Throwable.class);
    for (int i = 0; i < 100; i++) {
      fault.invoke(null, stage, new IllegalStateException("injected"));
    }
  }

  private static void set(Object rest, String name, long value) throws Exception {
    Field field = rest.getClass().getDeclaredField(name);
    field.setAccessible(true);
    field.set(rest, value);
  }

  private static Class<?> core(String name) throws Exception {
    Object start = field("start").get(field("installed").get(null));
    return Class.forName(PACKAGE + name, true, start.getClass().getClassLoader());
  }

  private static Field field(String name) throws Exception {
    Field field = Class.forName(PACKAGE + "HolySheepAgent").getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
