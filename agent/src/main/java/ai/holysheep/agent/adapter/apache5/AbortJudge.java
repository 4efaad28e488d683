package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.exchange.FailureJudge;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** Knows whether the application has cancelled its request. */
final class AbortJudge extends FailureJudge {
  @Override
  protected @Nullable ErrorType judge(Object request, Throwable thrown, long elapsedNanos) {
    return ((HttpUriRequestBase) request).isCancelled() ? ErrorType.CANCELLED : null;
  }
}
