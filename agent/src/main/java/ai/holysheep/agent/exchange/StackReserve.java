package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;

/**
 * Finds out whether the current thread's stack is nearly full. What the agent starts at one depth
 * it ends at the same depth, so a start with enough stack has an end with enough. Without this
 * question a recursion of the application that ends near a hook would leave attempts that never
 * end, and could damage a class for good, whose initializer the {@link StackOverflowError} ends.
 */
public final class StackReserve {
  /**
   * Compiled frames take at least 100 bytes each, and interpreted ones 208: 20 to 42 KB. To end an
   * attempt takes 6 KB, or 20 KB if its classes still have to be loaded by interpreted code.
   */
  private static final int FRAMES = 200;

  /**
   * Loading and initializing a client's adapter takes 40 KB: 400 compiled frames. Interpreted, they
   * take 83 KB of the 158 KB which a Java method may use of a stack of 256 KB.
   */
  private static final int FRAMES_FOR_LOADING = 2 * FRAMES;

  private StackReserve() {}

  /** Whether an attempt that starts now can end at this depth. Takes a microsecond. */
  public static boolean isLeft() {
    return isLeft(FRAMES);
  }

  /** Whether classes can be loaded at this depth. */
  public static boolean isLeftForLoading() {
    return isLeft(FRAMES_FOR_LOADING);
  }

  /** Counts a call that is not watched. It is no fault, so it must not make the agent rest. */
  public static void countTooLittle(AgentErrors.Stage stage) {
    try {
      AgentErrors.countLostCall(stage, "a call near the end of its thread's stack");
    } catch (StackOverflowError e) {
      // It is counted, and has no line.
    }
  }

  private static boolean isLeft(int frames) {
    try {
      return descend(frames, 1, 2, 3, 4, 5, 6) != 0;
    } catch (StackOverflowError e) {
      return false;
    }
  }

  /**
   * The JIT cannot leave the frames out: the result needs all six numbers after the inner call, so
   * each frame keeps them meanwhile.
   */
  private static long descend(int frames, long a, long b, long c, long d, long e, long f) {
    if (frames == 0) {
      return a | 1;
    }
    long below = descend(frames - 1, b + frames, c, d, e, f, a);
    return (below ^ a * 3 ^ b * 5 ^ c * 7 ^ d * 11 ^ e * 13 ^ f * 17) | 1;
  }
}
