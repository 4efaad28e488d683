package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.exchange.CancellationProbe;
import ai.holysheep.agent.exchange.ErrorType;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the application has cancelled its call. Over HTTP/2 a cancellation resets the
 * stream, and the call fails as if the server had reset it.
 */
final class CancelProbe extends CancellationProbe {
  @Override
  protected @Nullable ErrorType probe(Object call, Throwable thrown, long elapsedNanos) {
    return ((CancellableDependency) call).isCancelled() ? ErrorType.CANCELLED : null;
  }
}
