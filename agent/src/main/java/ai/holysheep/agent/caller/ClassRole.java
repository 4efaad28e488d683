package ai.holysheep.agent.caller;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the agent knows of a class by its name. Thread-safe. */
final class ClassRole {
  /** A limit: a class can have 65,535 methods. */
  private static final int MAX_NAMES = 64;

  final Owner owner;

  /** How the class calls the application; mostly empty. */
  final List<LibraryRule> rules;

  private final String className;

  /** The names of the methods that were callers or entries. To make one takes a microsecond. */
  private final @Nullable Map<String, String> names;

  ClassRole(String className, Owner owner, List<LibraryRule> rules) {
    this.className = className;
    this.owner = owner;
    this.rules = rules;
    names = owner == Owner.APPLICATION ? new ConcurrentHashMap<>() : null;
  }

  /** The name of a frame in this method, for example {@code com.shop.ChatService.answer}. */
  String frameName(String method) {
    String known = names == null ? null : names.get(method);
    if (known != null) {
      return known;
    }
    String name = FrameName.format(className, method);
    if (names != null && names.size() < MAX_NAMES) {
      names.put(method, name);
    }
    return name;
  }
}
