package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.exchange.FailureJudge;
import java.io.IOException;
import java.lang.ref.WeakReference;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * Tells a cancelled call from one whose {@code callTimeout} has passed: OkHttp ends that by
 * cancelling it, too.
 */
final class CallJudge implements FailureJudge {
  /** The clock of the call starts a little before that of its attempt. */
  private static final long SLACK_NANOS = 50_000_000;

  private final WeakReference<Call> call;

  CallJudge(Call call) {
    this.call = new WeakReference<>(call);
  }

  @Override
  public @Nullable ErrorType judge(Throwable thrown, long elapsedNanos) {
    Call cancelled = call.get();
    if (cancelled == null || !cancelled.isCanceled() || !(thrown instanceof IOException)) {
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
