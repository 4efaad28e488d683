package ai.holysheep.agent.instrumentation.weaving;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.instrumentation.InstrumentedClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the clients' classes as they load, on the threads that load them, and counts them.
 * Thread-safe.
 */
public final class Instrumenter {
  /** Stands for the boot loader, which is {@code null}. */
  private static final Object BOOT = new Object();

  private final List<ClientDescriptor> clients;

  /** By internal name. Has only the clients that the options leave enabled. */
  private final Map<String, InstrumentedClass> classes = new HashMap<>();

  private final Weaver weaver;

  /**
   * By loader, which may be collected. A class counts once for each loader, even if another agent
   * makes the JVM transform it again.
   */
  private final Map<Object, Set<InstrumentedClass>> woven = new WeakHashMap<>();

  /** Classes for which a missing method was logged. */
  private final Set<InstrumentedClass> reported = new HashSet<>();

  public Instrumenter(Config config, List<ClientDescriptor> clients, Weaver weaver) {
    this.clients = clients;
    this.weaver = weaver;
    for (ClientDescriptor client : clients) {
      if (config.isInstrumented(client.name())) {
        for (InstrumentedClass each : client.classes()) {
          classes.put(each.name(), each);
        }
      }
    }
  }

  /** Returns the class file with its advice, or {@code null} to leave the class unchanged. */
  public byte @Nullable [] weave(@Nullable ClassLoader loader, String className, byte[] bytes) {
    InstrumentedClass instrumented = classes.get(className);
    if (instrumented == null) {
      return null;
    }
    byte[] result;
    try {
      result = weaver.weave(instrumented, bytes);
    } catch (MissingMethodException e) {
      if (!instrumented.isOptional()) {
        reportMissing(instrumented, e.getMessage());
      }
      return null;
    } catch (RuntimeException e) {
      AgentErrors.count(AgentErrors.Stage.INSTRUMENTATION);
      Log.warn(instrumented.client() + " is not watched: " + className + " cannot be read: " + e);
      return null;
    } catch (VirtualMachineError e) {
      AgentErrors.countAndLog(AgentErrors.Stage.INSTRUMENTATION, e);
      // The caller tries it again later.
      throw e;
    } catch (Error e) {
      // One in a static initialiser of Byte Buddy comes again for every class.
      AgentErrors.countAndLog(AgentErrors.Stage.INSTRUMENTATION, e);
      Log.warn(instrumented.client() + " is not watched: " + className + " is not changed: " + e);
      return null;
    }
    synchronized (woven) {
      // No lambda: the JVM links one by reflection, and a security manager may refuse that to the
      // application's classes on the stack.
      Object key = loader == null ? BOOT : loader;
      Set<InstrumentedClass> ofLoader = woven.get(key);
      if (ofLoader == null) {
        ofLoader = new HashSet<>();
        woven.put(key, ofLoader);
      }
      ofLoader.add(instrumented);
    }
    return result;
  }

  /** Logs one line for each class, even if several loaders load it. */
  private void reportMissing(InstrumentedClass instrumented, @Nullable String methods) {
    boolean first;
    synchronized (reported) {
      first = reported.add(instrumented);
    }
    if (first) {
      Log.warn(
          instrumented.client()
              + " is not watched, this version has no "
              + methods
              + " in "
              + instrumented.name());
    }
  }

  /** How many classes of each client are instrumented now; 0 for a client that is not loaded. */
  public Map<String, Long> instrumentedClasses() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (ClientDescriptor client : clients) {
      counts.put(client.name(), 0L);
    }
    synchronized (woven) {
      for (Set<InstrumentedClass> ofLoader : woven.values()) {
        for (InstrumentedClass each : ofLoader) {
          counts.put(each.client(), counts.getOrDefault(each.client(), 0L) + 1);
        }
      }
    }
    return counts;
  }
}
