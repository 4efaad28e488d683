package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.CancellationProbe;
import ai.holysheep.agent.exchange.ErrorType;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** Knows whether the application has cancelled its request. */
final class AbortProbe extends CancellationProbe {
  @Override
  protected @Nullable ErrorType probe(Object request, Throwable thrown, long elapsedNanos) {
    return ((HttpUriRequestBase) request).isCancelled() ? ErrorType.CANCELLED : null;
  }
}
