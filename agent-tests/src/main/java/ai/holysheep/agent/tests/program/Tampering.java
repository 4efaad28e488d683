package ai.holysheep.agent.tests.program;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** What code of an application can do to the agent by reflection. */
final class Tampering {
  private static final String PACKAGE = "ai.holysheep.agent.";

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
      case "core":
        field("core").set(field("installed").get(null), null);
        break;
      case "installed":
        field("installed").set(null, null);
        break;
      case "off":
        Class.forName(PACKAGE + "HolySheepAgent")
            .getMethod("agentmain", String.class, java.lang.instrument.Instrumentation.class)
            .invoke(null, "@no-such-file@:off", null);
        break;
      default:
        faults(way);
    }
  }

  private static void logOff() throws Exception {
    Class<?> level = core("diagnostics.Log$Level");
    Object off = level.getField("OFF").get(null);
    core("diagnostics.Log").getMethod("setLevel", level).invoke(null, off);
  }

  /** A hundred faults of a stage, whose rest is then longer than a test. */
  private static void faults(String stageName) throws Exception {
    Class<?> stages = core("diagnostics.AgentErrors$Stage");
    Object stage = stages.getField(stageName).get(null);
    Method rest = core("diagnostics.AgentErrors").getDeclaredMethod("rest", stages);
    rest.setAccessible(true);
    Field length = core("diagnostics.Rest").getDeclaredField("lengthNanos");
    length.setAccessible(true);
    length.set(rest.invoke(null, stage), 300_000_000_000L);
    Field end = core("diagnostics.Rest").getDeclaredField("endNanos");
    end.setAccessible(true);
    end.set(rest.invoke(null, stage), System.nanoTime());
    Method fault =
        core("diagnostics.AgentErrors").getMethod("countAndLog", stages, Throwable.class);
    for (int i = 0; i < 100; i++) {
      fault.invoke(null, stage, new IllegalStateException("injected"));
    }
  }

  private static Class<?> core(String name) throws Exception {
    Object runtime = field("core").get(field("installed").get(null));
    return Class.forName(PACKAGE + name, true, runtime.getClass().getClassLoader());
  }

  private static Field field(String name) throws Exception {
    Field field = Class.forName(PACKAGE + "HolySheepAgent").getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
