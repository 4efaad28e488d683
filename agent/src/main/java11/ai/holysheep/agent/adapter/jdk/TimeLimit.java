package ai.holysheep.agent.adapter.jdk;

/**
 * Knows the timer of Spring's {@code JdkClientHttpRequestFactory}. From 6.2 on its read time-out
 * cancels the call's future or closes the body, and tells only the application that this was a
 * time-out.
 */
final class TimeLimit {
  private static final String TIMER =
      "org.springframework.http.client.JdkClientHttpRequest$TimeoutHandler";

  private TimeLimit() {}

  /** Whether this thread cancels a call because of its time-out. */
  static boolean hasPassed() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      // Not its nested class, which closes a body when the application does.
      if (frame.getClassName().equals(TIMER)) {
        return true;
      }
    }
    return false;
  }
}
