package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.exchange.FailureJudge;
import java.io.IOException;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * Tells a cancelled call from one whose {@code callTimeout} has passed: OkHttp ends that by
 * cancelling it, too.
 */
final class CallJudge extends FailureJudge {
  /** The clock of the call starts a little before that of its attempt. */
  private static final long SLACK_NANOS = 50_000_000;

  @Override
  protected @Nullable ErrorType judge(Object call, Throwable thrown, long elapsedNanos) {
    Call cancelled = (Call) call;
    if (!cancelled.isCanceled() || !(thrown instanceof IOException)) {
      return null;
    }
    return timeoutPassed(cancelled, elapsedNanos) ? ErrorType.TIMEOUT : ErrorType.CANCELLED;
  }

  private static boolean timeoutPassed(Call call, long elapsedNanos) {
    try {
      long timeout = call.timeout().timeoutNanos();
      return timeout > 0 && elapsedNanos + Math.min(SLACK_NANOS, timeout / 2) >= timeout;
    } catch (NoSuchMethodError olderThan312) {
      return false;
    }
  }
}
