package ai.holysheep.agent.caller;

/** The current thread's frames, shown to a search from the innermost outwards. */
interface Stack {
  void show(Search search);

  /** On JDK 8, where a stack comes as a whole. */
  final class OfThrowable implements Stack {
    @Override
    public void show(Search search) {
      StackTraceElement[] frames = new Throwable().getStackTrace();
      for (StackTraceElement frame : frames) {
        if (!search.sees(frame.getClassName(), frame.getMethodName())) {
          return;
        }
      }
    }
  }
}
