package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.CancellationProbe;
import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.exchange.tracking.WeakMap;
import java.io.IOException;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a cancelled call from one whose {@code callTimeout} has passed. OkHttp cancels
 * both.
 */
final class CallProbe extends CancellationProbe {
  /**
   * The call's time-out starts before its first attempt. The application's interceptors or a busy
   * machine may delay the attempt.
   */
  private static final long SLACK_NANOS = 1_000_000_000;

  private static final int SLACK_PART = 4;

  /** When the first attempt of each call with a time-out of its own began. */
  private final WeakMap<Long> starts = new WeakMap<>();

  private volatile boolean olderThan312;

  /** An attempt of this call begins, perhaps not the first. */
  void attemptStart(Call call) {
    if (timeoutNanos(call) > 0 && starts.get(call) == null) {
      starts.put(call, System.nanoTime());
    }
  }

  @Override
  protected @Nullable ErrorType probe(Object call, Throwable thrown, long elapsedNanos) {
    Call cancelled = (Call) call;
    if (!cancelled.isCanceled() || !isOfInputOrOutput(thrown)) {
      return null;
    }
    Long start = starts.get(call);
    long elapsed = start == null ? elapsedNanos : System.nanoTime() - start;
    long timeout = timeoutNanos(cancelled);
    return timeout > 0 && elapsed + Math.min(SLACK_NANOS, timeout / SLACK_PART) >= timeout
        ? ErrorType.TIMEOUT
        : ErrorType.CANCELLED;
  }

  /**
   * Whether OkHttp failed, and not an interceptor of the application. Without a connection it
   * throws a {@code RouteException}, which is no {@code IOException} and has one as its cause.
   */
  private static boolean isOfInputOrOutput(Throwable thrown) {
    return thrown instanceof IOException || thrown.getCause() instanceof IOException;
  }

  /** Returns 0 if the call has no time-out. */
  private long timeoutNanos(Call call) {
    if (olderThan312) {
      return 0;
    }
    try {
      return call.timeout().timeoutNanos();
    } catch (NoSuchMethodError e) {
      olderThan312 = true;
      return 0;
    } catch (RuntimeException ofAnotherKindOfCall) {
      return 0;
    }
  }
}
