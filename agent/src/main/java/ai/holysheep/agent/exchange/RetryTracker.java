package ai.holysheep.agent.exchange;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Calls whose last attempt failed in a way that clients repeat: the next attempt of the same call
 * is a retry. A redirect or a challenge is not.
 */
final class RetryTracker {
  private static final WeakMap<Boolean> FAILED = new WeakMap<>();

  private RetryTracker() {}

  static void failed(@Nullable WeakReference<Object> call) {
    Object alive = call == null ? null : call.get();
    if (alive != null) {
      FAILED.put(alive, Boolean.TRUE);
    }
  }

  static boolean of(@Nullable Object call) {
    return call != null && FAILED.remove(call) != null;
  }

  /** Request time-out, too early, too many requests, and what servers say of themselves. */
  static boolean invites(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }
}
