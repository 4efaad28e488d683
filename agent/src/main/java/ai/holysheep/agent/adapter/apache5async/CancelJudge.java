package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.exchange.FailureJudge;
import java.lang.ref.WeakReference;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the application has cancelled its call: over HTTP/2 that resets the stream, and
 * fails as if the server had done so.
 */
final class CancelJudge implements FailureJudge {
  private final WeakReference<CancellableDependency> call;

  CancelJudge(CancellableDependency call) {
    this.call = new WeakReference<>(call);
  }

  @Override
  public @Nullable ErrorType judge(Throwable thrown, long elapsedNanos) {
    CancellableDependency cancelled = call.get();
    return cancelled != null && cancelled.isCancelled() ? ErrorType.CANCELLED : null;
  }
}
