package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import java.lang.instrument.Instrumentation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Weaves hook classes as they load, on the threads that load them, and knows which are woven. */
public final class Instrumenter {
  private static final Map<String, Option> SWITCHES = new LinkedHashMap<>();

  static {
    SWITCHES.put("java.net.http", Option.JDK_ENABLED);
    SWITCHES.put("okhttp", Option.OKHTTP_ENABLED);
    SWITCHES.put("apache4", Option.APACHE4_ENABLED);
    SWITCHES.put("apache4-async", Option.APACHE4_ASYNC_ENABLED);
    SWITCHES.put("apache5", Option.APACHE5_ENABLED);
    SWITCHES.put("apache5-async", Option.APACHE5_ASYNC_ENABLED);
    SWITCHES.put("urlconnection", Option.URLCONNECTION_ENABLED);
  }

  /** Stands for the boot loader, which is {@code null}. */
  private static final Object BOOT = new Object();

  private final Config config;

  /**
   * Woven classes by loader, which may go; a class that another agent has transformed again counts
   * once.
   */
  private final Map<Object, Set<Hook>> woven = new WeakHashMap<>();

  /** Those of which the user has been told that they do not fit. */
  private final Set<Hook> told = new HashSet<>();

  public Instrumenter(Config config, Instrumentation instrumentation) throws Exception {
    this.config = config;
    Bridge.install(instrumentation);
  }

  /** The class with its hook, or {@code null} to leave it as it is. */
  public byte @Nullable [] weave(@Nullable ClassLoader loader, String className, byte[] bytes) {
    Hook hook = Hooks.in(className);
    Option enabled = hook == null ? null : SWITCHES.get(hook.client);
    if (hook == null || enabled == null || !config.is(enabled)) {
      return null;
    }
    byte[] result;
    try {
      ClassReader reader = new ClassReader(bytes);
      String missing = Weaver.missing(hook, reader);
      if (missing != null) {
        missing(hook, missing);
        return null;
      }
      result = Weaver.weave(hook, reader);
    } catch (RuntimeException e) {
      AgentErrors.count(AgentErrors.Stage.WEAVE);
      Log.warn(hook.client + " is not watched: " + className + " cannot be read: " + e);
      return null;
    }
    synchronized (woven) {
      woven.computeIfAbsent(loader == null ? BOOT : loader, unused -> new HashSet<>()).add(hook);
    }
    return result;
  }

  /** Once for each class, however many loaders have it. */
  private void missing(Hook hook, String methods) {
    boolean first;
    synchronized (told) {
      first = told.add(hook);
    }
    if (first) {
      Log.warn(
          hook.client
              + " is not watched, this version has no "
              + methods
              + " in "
              + hook.className);
    }
  }

  /** How many classes of each client are instrumented now; 0 for a client that is not loaded. */
  public Map<String, Long> instrumentedClasses() {
    Map<String, Long> counts = new LinkedHashMap<>();
    SWITCHES.keySet().forEach(client -> counts.put(client, 0L));
    synchronized (woven) {
      woven
          .values()
          .forEach(hooks -> hooks.forEach(hook -> counts.merge(hook.client, 1L, Long::sum)));
    }
    return counts;
  }
}
