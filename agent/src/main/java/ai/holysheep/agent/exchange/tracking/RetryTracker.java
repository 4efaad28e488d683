package ai.holysheep.agent.exchange.tracking;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the calls whose last attempt failed in a way that clients retry. The next attempt of
 * such a call is a retry; an attempt after a redirect or a challenge is not. Thread-safe.
 */
public final class RetryTracker {
  private static final WeakMap<Boolean> FAILED = new WeakMap<>();

  private RetryTracker() {}

  /** An attempt of this call has failed. Does nothing if the call is unknown or collected. */
  public static void recordFailure(@Nullable WeakReference<Object> call) {
    Object alive = call == null ? null : call.get();
    if (alive != null) {
      FAILED.put(alive, Boolean.TRUE);
    }
  }

  /** Forgets the failure of this call, if there is one. Returns whether there was one. */
  public static boolean consumeFailure(@Nullable Object call) {
    return call != null && FAILED.remove(call) != null;
  }

  /**
   * Whether clients retry after this status: 408 (request timeout), 425 (too early), 429 (too many
   * requests) and all server errors.
   */
  public static boolean isRetryable(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }
}
