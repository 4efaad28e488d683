package ai.holysheep.agent.instrumentation.weaving;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

/** Defines {@code java.lang.HolySheepHook}. Surefire opens {@code java.lang} to the tests. */
public final class Bridges {
  private static boolean defined;

  private Bridges() {}

  /** Makes woven code report to this recording; {@code null} stops it. */
  static void install(Recording recording) {
    define();
    try {
      Method install =
          Class.forName(Bridges.class.getPackageName() + ".RecordingHook")
              .getDeclaredMethod("install", Recording.class);
      install.invoke(null, recording);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** So that classes that refer to it can be loaded. */
  public static synchronized void define() {
    if (defined) {
      return;
    }
    try (InputStream in = Bridges.class.getResourceAsStream("/java/lang/HolySheepHook.class")) {
      MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
          .defineClass(in.readAllBytes());
      defined = true;
    } catch (IOException | IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
