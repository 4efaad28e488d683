package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.CancellationProbe;
import ai.holysheep.agent.exchange.ErrorType;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/** Knows whether the application has aborted its request. */
final class AbortProbe extends CancellationProbe {
  @Override
  protected @Nullable ErrorType probe(Object request, Throwable thrown, long elapsedNanos) {
    return ((HttpUriRequest) request).isAborted() ? ErrorType.CANCELLED : null;
  }
}
