package ai.holysheep.agent.hook;

import ai.holysheep.agent.exchange.Client;

/** A class of a client library and the methods of it that the agent looks into. */
final class Hook {
  /** What is woven into the method. */
  enum Kind {
    /** Entry and both exits; the first two arguments and the result may be replaced. */
    CALL,
    /** The normal exit only; the result may be replaced. */
    RESULT,
    /** The entry only. */
    ENTRY
  }

  final Client client;
  final Kind kind;

  /** The class's internal name. */
  final String className;

  /** The {@link HookHandler}'s class name, relative to the adapters' package. */
  final String handler;

  /**
   * Each a name with its first parameters, {@code intercept(Lokhttp3/Interceptor$Chain;} say: the
   * rest may change.
   */
  final String[] methods;

  Hook(Client client, Kind kind, String className, String handler, String... methods) {
    this.client = client;
    this.kind = kind;
    this.className = className;
    this.handler = handler;
    this.methods = methods;
  }

  boolean matches(String name, String descriptor) {
    String method = name + descriptor;
    for (String prefix : methods) {
      if (method.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
