package ai.holysheep.agent.instrumentation.dispatch;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Defines the bridge on JDK 9 and later. It uses supported APIs, and the JVM prints no warning. */
final class ModularBridge {
  private static final String HEADS = "sun.net.www";

  private ModularBridge() {}

  /**
   * Opens {@code java.lang} to the unnamed module of the core only, and exports the package of the
   * heads that {@code HttpURLConnection} writes. The application gains no access.
   *
   * @param bytes {@code null} if the bridge is defined already
   */
  static void define(Instrumentation instrumentation, byte @Nullable [] bytes)
      throws IllegalAccessException {
    Module base = Object.class.getModule();
    Module core = ModularBridge.class.getModule();
    Map<String, Set<Module>> exports =
        base.getPackages().contains(HEADS) ? Map.of(HEADS, Set.of(core)) : Map.of();
    instrumentation.redefineModule(
        base, Set.of(), exports, Map.of("java.lang", Set.of(core)), Set.of(), Map.of());
    if (bytes != null) {
      MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup()).defineClass(bytes);
    }
  }
}
