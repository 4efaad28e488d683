package ai.holysheep.agent.exposition;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JDK's HTTP server from the runtime image, where the JVM has not loaded its module. An
 * application that is a named module gets only the modules that it requires, and an agent cannot
 * add one. The core's class loader therefore defines the server's classes itself, and only the
 * agent sees them. They need nothing that {@code java.base} does not export to everyone.
 */
public final class ServerModule {
  private ServerModule() {}

  /** Returns a class file, or null if the runtime image has no such module or class. */
  public static byte @Nullable [] read(String path) throws IOException {
    Optional<ModuleReference> module = ModuleFinder.ofSystem().find("jdk.httpserver");
    if (!module.isPresent()) {
      return null;
    }
    try (ModuleReader reader = module.get().open()) {
      Optional<InputStream> in = reader.open(path);
      if (!in.isPresent()) {
        return null;
      }
      try (InputStream bytes = in.get()) {
        return bytes.readAllBytes();
      }
    }
  }
}
