package ai.holysheep.agent.exposition;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP server in a JVM that has it and does not show it: an application that is a named
 * module gets the modules that it requires, and no agent can add one. So the core's own loader
 * defines the server's classes, for itself alone; they need nothing but what {@code java.base}
 * exports to all.
 */
public final class ServerModule {
  private ServerModule() {}

  /** A class file, or {@code null} where the runtime image has no such module or class. */
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
