package ai.holysheep.agent.caller;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Whose a class is, by its name; {@code libraries.txt} knows. Thread-safe. */
final class Libraries {
  /** Whose a frame is. */
  enum Owner {
    APPLICATION,
    LIBRARY,
    CLIENT
  }

  /** Classes that applications make as they go must not fill the memory. */
  private static final int MAX_KNOWN = 4096;

  private final List<String> libraries = new ArrayList<>();
  private final List<String> clients = new ArrayList<>();

  /** If there are any, only these are the application's. */
  private final List<String> own;

  private final Map<String, Owner> known = new ConcurrentHashMap<>();

  /**
   * @param packages the application's own, by the option {@code caller.packages}
   * @param watchedClients the packages of the clients that the agent watches, ending with a dot
   */
  Libraries(@Nullable List<String> packages, Collection<String> watchedClients) {
    clients.addAll(watchedClients);
    own = new ArrayList<>();
    if (packages != null) {
      packages.forEach(name -> own.add(name + "."));
    }
    try (InputStream in =
            Libraries.class
                .getClassLoader()
                .getResourceAsStream("ai/holysheep/agent/caller/libraries.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("client ")) {
          clients.add(line.substring("client ".length()));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          libraries.add(line);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("libraries.txt", e);
    }
  }

  Owner of(String className) {
    Owner owner = known.get(className);
    if (owner == null) {
      owner = find(className);
      if (known.size() < MAX_KNOWN) {
        known.put(className, owner);
      }
    }
    return owner;
  }

  private Owner find(String className) {
    if (begins(className, own)) {
      return FrameName.isGenerated(className) ? Owner.LIBRARY : Owner.APPLICATION;
    }
    if (begins(className, clients)) {
      return Owner.CLIENT;
    }
    return !own.isEmpty() || begins(className, libraries) || FrameName.isGenerated(className)
        ? Owner.LIBRARY
        : Owner.APPLICATION;
  }

  private static boolean begins(String className, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
