package ai.holysheep.agent.caller;

import java.util.Iterator;
import java.util.stream.Stream;

/** Reads frames one by one, and no more than the search accepts. Needs JDK 9. */
final class WalkedFrames implements StackFrames {
  private static final StackWalker WALKER = StackWalker.getInstance();

  WalkedFrames() {}

  @Override
  public void visit(CallerSearch search) {
    WALKER.walk(frames -> walk(frames, search));
  }

  private static boolean walk(Stream<StackWalker.StackFrame> frames, CallerSearch search) {
    for (Iterator<StackWalker.StackFrame> all = frames.iterator(); all.hasNext(); ) {
      StackWalker.StackFrame frame = all.next();
      if (!search.accept(frame.getClassName(), frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }
}
