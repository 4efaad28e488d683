package ai.holysheep.agent.caller;

import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads frames one by one, and no more than the search accepts. Needs JDK 9. */
final class WalkedFrames implements StackFrames {
  private static final StackWalker WALKER = StackWalker.getInstance();

  WalkedFrames() {}

  @Override
  public void visit(CallerSearch search) {
    WALKER.walk(new Walk(search));
  }

  private static final class Walk implements Function<Stream<StackWalker.StackFrame>, Boolean> {
    private final CallerSearch search;

    Walk(CallerSearch search) {
      this.search = search;
    }

    @Override
    public Boolean apply(Stream<StackWalker.StackFrame> frames) {
      for (Iterator<StackWalker.StackFrame> all = frames.iterator(); all.hasNext(); ) {
        StackWalker.StackFrame frame = all.next();
        if (!search.accept(frame.getClassName(), frame.getMethodName())) {
          return true;
        }
      }
      return false;
    }
  }
}
