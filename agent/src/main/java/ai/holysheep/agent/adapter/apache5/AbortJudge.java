package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.exchange.FailureJudge;
import java.lang.ref.WeakReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** Knows whether the application has cancelled its request. */
final class AbortJudge implements FailureJudge {
  private final WeakReference<Object> request;

  AbortJudge(Object request) {
    this.request = new WeakReference<>(request);
  }

  @Override
  public @Nullable ErrorType judge(Throwable thrown, long elapsedNanos) {
    Object original = request.get();
    boolean cancelled =
        original instanceof HttpUriRequestBase && ((HttpUriRequestBase) original).isCancelled();
    return cancelled ? ErrorType.CANCELLED : null;
  }
}
