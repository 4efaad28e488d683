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

/** Decides by {@code libraries.txt} and a class's name to whom the class belongs. Thread-safe. */
final class Libraries {
  /** To whom a class belongs. */
  enum Owner {
    APPLICATION,
    LIBRARY,
    CLIENT
  }

  /** A limit: classes that applications generate at run time must not fill the memory. */
  private static final int MAX_CACHED = 4096;

  private final List<String> libraries = new ArrayList<>();
  private final List<String> clients = new ArrayList<>();

  /** The application's packages. If there are any, all other classes are libraries. */
  private final List<String> applicationPackages;

  private final Map<String, Owner> cache = new ConcurrentHashMap<>();

  /**
   * @param packages the option {@code caller.packages}; {@code null} if it is not set
   * @param watchedClients the packages of the clients that the agent watches, ending with a dot
   */
  Libraries(@Nullable List<String> packages, Collection<String> watchedClients) {
    clients.addAll(watchedClients);
    applicationPackages = new ArrayList<>();
    if (packages != null) {
      for (String name : packages) {
        applicationPackages.add(name + ".");
      }
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

  Owner ownerOf(String className) {
    Owner owner = cache.get(className);
    if (owner == null) {
      owner = find(className);
      if (cache.size() < MAX_CACHED) {
        cache.put(className, owner);
      }
    }
    return owner;
  }

  private Owner find(String className) {
    if (startsWithAny(className, applicationPackages)) {
      return FrameName.isGenerated(className) ? Owner.LIBRARY : Owner.APPLICATION;
    }
    if (startsWithAny(className, clients)) {
      return Owner.CLIENT;
    }
    return !applicationPackages.isEmpty()
            || startsWithAny(className, libraries)
            || FrameName.isGenerated(className)
        ? Owner.LIBRARY
        : Owner.APPLICATION;
  }

  private static boolean startsWithAny(String className, List<String> prefixes) {
    for (String prefix : prefixes) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
