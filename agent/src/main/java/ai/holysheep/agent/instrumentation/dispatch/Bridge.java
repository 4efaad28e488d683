package ai.holysheep.agent.instrumentation.dispatch;

import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.instrumentation.CoreResource;
import ai.holysheep.agent.instrumentation.WrittenHead;
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
    define(instrumentation);
    WrittenHead.prepare();
    // In a class of its own: the JVM can link it only after the bridge is defined.
    DispatcherInstaller.install(clients);
  }

  /**
   * Woven code reports nothing any more: the start has failed.
   *
   * @throws ReflectiveOperationException if the bridge does not have its field
   */
  public static void disconnect() throws ReflectiveOperationException {
    if (isDefined()) {
      DispatcherInstaller.disconnect();
    }
  }

  /** A start of this agent that failed for lack of memory may have defined it already. */
  private static void define(Instrumentation instrumentation) throws Exception {
    byte[] bytes =
        isDefined() ? null : Objects.requireNonNull(CoreResource.read(RESOURCE), RESOURCE);
    if (isJava9OrLater()) {
      Class<?> definer = Class.forName("ai.holysheep.agent.instrumentation.dispatch.ModularBridge");
      Method define = definer.getDeclaredMethod("define", Instrumentation.class, byte[].class);
      invokeUnwrapped(define, instrumentation, bytes);
    } else if (bytes != null) {
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

  private static void invokeUnwrapped(Method define, @Nullable Object... arguments)
      throws Exception {
    try {
      define.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }
  }

  /**
   * Whether woven code still reports to this agent. On JDK 8, code of the application can set the
   * bridge's field by reflection. Called only after {@link #install}.
   */
  public static boolean isIntact() {
    return DispatcherInstaller.isConnected();
  }

  /**
   * Connects the bridge again.
   *
   * @throws ReflectiveOperationException if the bridge does not have its field
   */
  public static void repair() throws ReflectiveOperationException {
    DispatcherInstaller.connect();
  }

  private static final class DispatcherInstaller {
    private static @Nullable Dispatcher dispatcher;

    static synchronized void install(List<ClientDescriptor> clients) {
      dispatcher = new Dispatcher(clients);
      HolySheepHook.install(dispatcher);
    }

    static synchronized boolean isConnected() {
      return dispatcher != null && dispatcher.isConnected();
    }

    static synchronized void connect() throws ReflectiveOperationException {
      set(dispatcher);
    }

    static synchronized void disconnect() throws ReflectiveOperationException {
      if (isConnected()) {
        set(null);
      }
    }

    private static void set(@Nullable Dispatcher hook) throws ReflectiveOperationException {
      Field installed = HolySheepHook.class.getDeclaredField("installed");
      installed.setAccessible(true);
      installed.set(null, hook);
    }
  }
}
