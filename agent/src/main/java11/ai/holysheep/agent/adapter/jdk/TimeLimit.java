package ai.holysheep.agent.adapter.jdk;

import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Knows the timer of Spring's {@code JdkClientHttpRequestFactory}. From 6.2 on its read time-out
 * cancels the call's future or closes the body, and tells only the application that this was a
 * time-out.
 */
final class TimeLimit {
  private static final String TIMER =
      "org.springframework.http.client.JdkClientHttpRequest$TimeoutHandler";

  /** Without a stack: it is only classified. */
  private static final class Passed extends TimeoutException {
    private static final long serialVersionUID = 1;

    Passed() {
      super("the read time-out of Spring's request factory");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private TimeLimit() {}

  /** The time-out for which this thread cancels a call; {@code null} if that is not the reason. */
  static @Nullable TimeoutException passed() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      // Not its nested class, which closes a body when the application does.
      if (frame.getClassName().equals(TIMER)) {
        return new Passed();
      }
    }
    return null;
  }
}
