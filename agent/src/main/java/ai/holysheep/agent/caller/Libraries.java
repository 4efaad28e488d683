package ai.holysheep.agent.caller;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows a class's role by {@code libraries.txt} and by the class's name. Thread-safe. */
final class Libraries {
  /**
   * A limit: classes that applications generate at run time must not fill the memory. When they
   * have filled the cache, it begins anew: otherwise each later call would name all its classes
   * again.
   */
  static final int MAX_CACHED = 4096;

  private final List<String> languages = new ArrayList<>();
  private final List<String> libraries = new ArrayList<>();
  private final List<String> clients = new ArrayList<>();
  private final List<LibraryRule> rules = new ArrayList<>();

  /**
   * The application's packages and classes, {@link #withDots}. If there are any, all other classes
   * are libraries.
   */
  private final List<String> application;

  /** Those that only pass calls on, {@link #withDots}. */
  private final List<String> skipped;

  private final Map<String, ClassRole> cache = new ConcurrentHashMap<>();

  /**
   * @param packages the option {@code caller.packages}; {@code null} if it is not set
   * @param skip the option {@code caller.skip}; {@code null} if it is not set
   * @param watchedClients the packages of the clients that the agent watches, ending with a dot
   */
  Libraries(
      @Nullable List<String> packages,
      @Nullable List<String> skip,
      Collection<String> watchedClients) {
    clients.addAll(watchedClients);
    application = prefixes(packages);
    skipped = prefixes(skip);
    try (InputStream in =
            Libraries.class
                .getClassLoader()
                .getResourceAsStream("ai/holysheep/agent/caller/libraries.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          add(line.split(" ", -1));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("libraries.txt", e);
    }
  }

  private static List<String> prefixes(@Nullable List<String> names) {
    List<String> prefixes = new ArrayList<>();
    if (names != null) {
      for (String name : names) {
        prefixes.add(withDots(name));
      }
    }
    return prefixes;
  }

  private void add(String[] words) {
    if (words.length == 1) {
      libraries.add(words[0]);
    } else if (words[0].equals("client")) {
      clients.add(words[1]);
    } else if (words[0].equals("language")) {
      languages.add(words[1]);
    } else {
      LibraryRule.Kind kind = LibraryRule.Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
      rules.add(new LibraryRule(kind, words[1], words.length == 2 ? null : words[2]));
    }
  }

  ClassRole roleOf(String className) {
    ClassRole role = cache.get(className);
    if (role == null) {
      Owner owner = ownerOf(className);
      role = new ClassRole(className, owner, rulesOf(className, owner));
      if (cache.size() >= MAX_CACHED) {
        cache.clear();
      }
      cache.put(className, role);
    }
    return role;
  }

  private Owner ownerOf(String className) {
    boolean generated = FrameName.isGenerated(className);
    String source = withDots(FrameName.withoutProxy(className));
    if (!generated && startsWithAny(source, application)) {
      return startsWithAny(source, skipped) ? Owner.SKIPPED : Owner.APPLICATION;
    }
    if (startsWithAny(className, clients)) {
      return Owner.CLIENT;
    }
    if (generated || startsWithAny(className, languages)) {
      return Owner.LANGUAGE;
    }
    if (!application.isEmpty() || startsWithAny(className, libraries)) {
      return Owner.LIBRARY;
    }
    return startsWithAny(source, skipped) ? Owner.SKIPPED : Owner.APPLICATION;
  }

  private List<LibraryRule> rulesOf(String className, Owner owner) {
    List<LibraryRule> matching = Collections.emptyList();
    if (owner == Owner.APPLICATION || owner == Owner.SKIPPED) {
      return matching;
    }
    for (LibraryRule rule : rules) {
      if (rule.matchesClass(className)) {
        matching = matching.isEmpty() ? new ArrayList<>() : matching;
        matching.add(rule);
      }
    }
    return matching;
  }

  /** So that {@code Chat} is not the beginning of {@code ChatClient}, but of {@code Chat$1}. */
  private static String withDots(String className) {
    return className.replace('$', '.') + ".";
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
