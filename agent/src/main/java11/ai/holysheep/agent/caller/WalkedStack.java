package ai.holysheep.agent.caller;

import java.util.Iterator;
import java.util.stream.Stream;

/** On JDK 9 and later, frame by frame, no more than are asked for. */
final class WalkedStack implements Stack {
  private static final StackWalker WALKER = StackWalker.getInstance();

  WalkedStack() {}

  @Override
  public void show(Search search) {
    WALKER.walk(frames -> walk(frames, search));
  }

  private static boolean walk(Stream<StackWalker.StackFrame> frames, Search search) {
    for (Iterator<StackWalker.StackFrame> all = frames.iterator(); all.hasNext(); ) {
      StackWalker.StackFrame frame = all.next();
      if (!search.sees(frame.getClassName(), frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }
}
