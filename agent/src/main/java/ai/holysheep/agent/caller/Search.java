package ai.holysheep.agent.caller;

import ai.holysheep.agent.caller.Libraries.Owner;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the application's nearest frame, from the innermost outwards. One that a client calls,
 * an interceptor say, does not count if the client in turn was called by the application.
 */
final class Search {
  /** The deepest that is looked into. */
  static final int MAX_FRAMES = 256;

  /** Behind the application's frame; a client's chain of interceptors is close to them. */
  private static final int MAX_BEHIND = 24;

  private final Libraries libraries;
  private @Nullable String className;
  private @Nullable String methodName;
  private boolean clientBehind;
  private int frames;
  private int behind;

  Search(Libraries libraries) {
    this.libraries = libraries;
  }

  /** Returns whether to go on. */
  boolean sees(String frameClass, String frameMethod) {
    Owner owner = libraries.of(frameClass);
    if (owner == Owner.APPLICATION && (className == null || clientBehind)) {
      className = frameClass;
      methodName = frameMethod;
      clientBehind = false;
      behind = 0;
    } else if (owner == Owner.CLIENT) {
      clientBehind = true;
    }
    frames++;
    behind += className == null ? 0 : 1;
    return frames < MAX_FRAMES && behind <= MAX_BEHIND;
  }

  @Nullable String found() {
    String owner = className;
    return owner == null || methodName == null ? null : FrameName.of(owner, methodName);
  }
}
