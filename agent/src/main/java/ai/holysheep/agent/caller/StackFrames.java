package ai.holysheep.agent.caller;

/** The frames of the current thread's stack. */
interface StackFrames {
  /** Passes frames to the search, from the innermost outwards, until it accepts no more. */
  void visit(CallerSearch search);

  /** For JDK 8, which can only read a whole stack. */
  final class OfThrowable implements StackFrames {
    @Override
    public void visit(CallerSearch search) {
      StackTraceElement[] frames = new Throwable().getStackTrace();
      for (StackTraceElement frame : frames) {
        if (!search.accept(frame.getClassName(), frame.getMethodName())) {
          return;
        }
      }
    }
  }
}
