package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.exchange.FailureJudge;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/** Knows whether the application has aborted its request. */
final class AbortJudge extends FailureJudge {
  @Override
  protected @Nullable ErrorType judge(Object request, Throwable thrown, long elapsedNanos) {
    return ((HttpUriRequest) request).isAborted() ? ErrorType.CANCELLED : null;
  }
}
