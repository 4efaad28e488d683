package ai.holysheep.agent.instrumentation.dispatch;

import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.instrumentation.CoreResource;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Defines {@link HolySheepHook} inside {@code java.base}. */
public final class Bridge {
  private static final String NAME = "java.lang.HolySheepHook";
  private static final String RESOURCE = "java/lang/HolySheepHook.class";

  private Bridge() {}

  /**
   * Defines the bridge and connects it to the clients' handlers.
   *
   * @throws IllegalStateException if another HolySheep agent uses it
   */
  public static void install(Instrumentation instrumentation, List<ClientDescriptor> clients)
      throws Exception {
    // A start of this agent that failed for lack of memory leaves it defined, and not connected.
    if (!isDefined()) {
      define(instrumentation);
    } else if (DispatcherInstaller.isConnected()) {
      throw new IllegalStateException("another HolySheep agent is in this JVM already");
    }
    // In a class of its own: the JVM can link it only after the bridge is defined.
    DispatcherInstaller.install(clients);
  }

  /** Whether the hooks still call the handlers: an application can change the bridge's field. */
  public static boolean isIntact() {
    return DispatcherInstaller.isIntact();
  }

  /** Connects the bridge to the same handlers again. */
  public static void reconnect() {
    DispatcherInstaller.reconnect();
  }

  /** Hooks return at once, for ever. For a start that failed. */
  public static void disconnect() {
    if (isDefined()) {
      DispatcherInstaller.disconnect();
    }
  }

  private static void define(Instrumentation instrumentation) throws Exception {
    byte[] bytes = Objects.requireNonNull(CoreResource.read(RESOURCE), RESOURCE);
    if (isJava9OrLater()) {
      Class<?> definer = Class.forName("ai.holysheep.agent.instrumentation.dispatch.ModularBridge");
      Method define = definer.getDeclaredMethod("define", Instrumentation.class, byte[].class);
      invokeUnwrapped(define, instrumentation, bytes);
    } else {
      defineWithUnsafe(bytes);
    }
  }

  private static boolean isDefined() {
    try {
      Class.forName(NAME, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static boolean isJava9OrLater() {
    return !System.getProperty("java.specification.version").startsWith("1.");
  }

  /**
   * For JDK 8, which has no supported way to define a class in the boot loader. Prints no warning.
   */
  private static void defineWithUnsafe(byte[] bytes) throws Exception {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Method define =
        type.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            java.security.ProtectionDomain.class);
    define.invoke(field.get(null), NAME, bytes, 0, bytes.length, null, null);
  }

  private static void invokeUnwrapped(Method define, Object... arguments) throws Exception {
    try {
      define.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }
  }

  private static final class DispatcherInstaller {
    private static volatile @Nullable Dispatcher dispatcher;

    static void install(List<ClientDescriptor> clients) {
      dispatcher = new Dispatcher(clients);
      reconnect();
    }

    static boolean isConnected() {
      return HolySheepHook.installed != null;
    }

    static boolean isIntact() {
      return HolySheepHook.installed == dispatcher;
    }

    static void reconnect() {
      HolySheepHook.installed = dispatcher;
    }

    static void disconnect() {
      if (isIntact()) {
        HolySheepHook.installed = null;
      }
    }
  }
}
