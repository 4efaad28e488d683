package ai.holysheep.agent.instrumentation.dispatch;

import ai.holysheep.agent.instrumentation.ClientDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/** Defines {@link HolySheepHook} inside {@code java.base}. */
public final class Bridge {
  private static final String NAME = "java.lang.HolySheepHook";
  private static final String RESOURCE = "java/lang/HolySheepHook.class";

  private Bridge() {}

  /**
   * Defines the bridge and connects it to the clients' handlers. Throws {@link
   * IllegalStateException} if another agent of ours has done so before.
   */
  public static void install(Instrumentation instrumentation, List<ClientDescriptor> clients)
      throws Exception {
    if (defined()) {
      throw new IllegalStateException("another HolySheep agent is in this JVM already");
    }
    byte[] bytes = read();
    if (isAtLeast9()) {
      Class<?> definer = Class.forName("ai.holysheep.agent.instrumentation.dispatch.ModularBridge");
      Method define = definer.getDeclaredMethod("define", Instrumentation.class, byte[].class);
      unwrapped(define, instrumentation, bytes);
    } else {
      defineWithUnsafe(bytes);
    }
    // In a class of its own: the bridge can only be linked once it is there.
    DispatcherInstaller.install(clients);
  }

  private static boolean defined() {
    try {
      Class.forName(NAME, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static boolean isAtLeast9() {
    return !System.getProperty("java.specification.version").startsWith("1.");
  }

  private static byte[] read() throws IOException {
    try (InputStream in = Bridge.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int b = in.read(); b != -1; b = in.read()) {
        bytes.write(b);
      }
      return bytes.toByteArray();
    }
  }

  /**
   * JDK 8 only, where nothing supported defines a class in the boot loader and prints no warning.
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

  private static void unwrapped(Method define, Object... arguments) throws Exception {
    try {
      define.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }
  }

  private static final class DispatcherInstaller {
    static void install(List<ClientDescriptor> clients) {
      HolySheepHook.installed = new Dispatcher(clients);
    }
  }
}
