package ai.holysheep.agent.caller;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stack of frames such as {@code com.shop.ChatService.answer}, the innermost first. */
record ListedStack(List<String> frames) implements StackFrames<String> {
  private static final List<String> CLIENTS =
      List.of(
          "java.net.http.",
          "jdk.internal.net.http.",
          "okhttp3.",
          "org.apache.http.",
          "org.apache.hc.");

  static Libraries libraries(@Nullable List<String> packages, @Nullable List<String> skip) {
    return new Libraries(packages, skip, CLIENTS);
  }

  static @Nullable CallSite site(
      @Nullable List<String> packages, @Nullable List<String> skip, List<String> frames) {
    ListedStack stack = new ListedStack(frames);
    CallerSearch<String> search = new CallerSearch<>(libraries(packages, skip), stack);
    stack.visit(search);
    return search.result();
  }

  @Override
  public void visit(Visitor<String> visitor) {
    for (String frame : frames) {
      if (!visitor.accept(frame)) {
        return;
      }
    }
  }

  @Override
  public String className(String frame) {
    return frame.substring(0, frame.lastIndexOf('.'));
  }

  @Override
  public String methodName(String frame) {
    return frame.substring(frame.lastIndexOf('.') + 1);
  }
}
