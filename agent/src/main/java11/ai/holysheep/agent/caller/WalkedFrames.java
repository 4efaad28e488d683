package ai.holysheep.agent.caller;

import java.util.Iterator;
import java.util.stream.Stream;

/** Reads frames one by one, and no more than the visitor needs. Needs JDK 9. */
final class WalkedFrames implements StackFrames<StackWalker.StackFrame> {
  private static final StackWalker WALKER = StackWalker.getInstance();

  WalkedFrames() {}

  @Override
  public void visit(Visitor<StackWalker.StackFrame> visitor) {
    WALKER.walk(frames -> walk(frames, visitor));
  }

  private static boolean walk(
      Stream<StackWalker.StackFrame> frames, Visitor<StackWalker.StackFrame> visitor) {
    for (Iterator<StackWalker.StackFrame> all = frames.iterator(); all.hasNext(); ) {
      if (!visitor.accept(all.next())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String className(StackWalker.StackFrame frame) {
    return frame.getClassName();
  }

  @Override
  public String methodName(StackWalker.StackFrame frame) {
    return frame.getMethodName();
  }
}
