package ai.holysheep.agent.caller;

import ai.holysheep.agent.caller.Libraries.Owner;
import org.jspecify.annotations.Nullable;

/**
 * Searches a stack for the application's innermost frame. It skips a frame that a client calls, for
 * example an interceptor, if the application called the client further out.
 */
final class CallerSearch {
  /** The search ends after this many frames. */
  static final int MAX_FRAMES = 256;

  /**
   * The search ends this many frames after one of the application: chains of interceptors are
   * short.
   */
  private static final int MAX_FRAMES_AFTER = 24;

  private final Libraries libraries;
  private @Nullable String className;
  private @Nullable String methodName;
  private boolean clientAfter;
  private int frames;
  private int framesAfter;

  CallerSearch(Libraries libraries) {
    this.libraries = libraries;
  }

  /** Takes the next frame outwards. Returns whether the search needs one more. */
  boolean accept(String frameClass, String frameMethod) {
    Owner owner = libraries.ownerOf(frameClass);
    if (owner == Owner.APPLICATION && (className == null || clientAfter)) {
      className = frameClass;
      methodName = frameMethod;
      clientAfter = false;
      framesAfter = 0;
    } else if (owner == Owner.CLIENT) {
      clientAfter = true;
    }
    frames++;
    framesAfter += className == null ? 0 : 1;
    return frames < MAX_FRAMES && framesAfter <= MAX_FRAMES_AFTER;
  }

  /** The name of the frame, or {@code null} if no frame is the application's. */
  @Nullable String caller() {
    String owner = className;
    return owner == null || methodName == null ? null : FrameName.format(owner, methodName);
  }
}
