package ai.holysheep.agent.caller;

/**
 * The frames of the current thread's stack. Thread-safe.
 *
 * @param <F> a frame
 */
interface StackFrames<F> {
  /** Takes frames from the innermost outwards. */
  interface Visitor<F> {
    /** Returns whether it needs the next frame. */
    boolean accept(F frame);
  }

  /** Passes frames to the visitor until it needs no more. */
  void visit(Visitor<F> visitor);

  String className(F frame);

  /** On JDK 9 and later, this takes longer than all else that a frame needs. */
  String methodName(F frame);

  /** For JDK 8, which can only read a whole stack: 1,024 frames, unless the JVM is set so. */
  final class OfThrowable implements StackFrames<StackTraceElement> {
    @Override
    public void visit(Visitor<StackTraceElement> visitor) {
      StackTraceElement[] frames = new Throwable().getStackTrace();
      for (StackTraceElement frame : frames) {
        if (!visitor.accept(frame)) {
          return;
        }
      }
    }

    @Override
    public String className(StackTraceElement frame) {
      return frame.getClassName();
    }

    @Override
    public String methodName(StackTraceElement frame) {
      return frame.getMethodName();
    }
  }
}
