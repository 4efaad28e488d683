package ai.holysheep.agent.caller;

import org.jspecify.annotations.Nullable;

/** How a library's code calls the application: one line of {@code libraries.txt}. Immutable. */
final class LibraryRule {
  enum Kind {
    /** Calls the application's entry. What is further out only passes requests on. */
    DISPATCHER,

    /** Lets an aspect call the method that it is around. */
    PROCEED,

    /** Calls an aspect. */
    ADVICE
  }

  final Kind kind;
  private final String classPrefix;
  private final @Nullable String method;

  /**
   * @param method {@code null} for each method
   */
  LibraryRule(Kind kind, String classPrefix, @Nullable String method) {
    this.kind = kind;
    this.classPrefix = classPrefix;
    this.method = method;
  }

  boolean matchesClass(String className) {
    return method == null ? className.startsWith(classPrefix) : className.equals(classPrefix);
  }

  /** Whether the rule is for some methods of its class only. */
  boolean namesMethod() {
    return method != null;
  }

  boolean matchesMethod(String name) {
    return name.equals(method);
  }
}
