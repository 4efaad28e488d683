package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.exchange.FailureJudge;
import java.lang.ref.WeakReference;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/** Knows whether the application has aborted its request. */
final class AbortJudge implements FailureJudge {
  private final WeakReference<Object> request;

  AbortJudge(Object request) {
    this.request = new WeakReference<>(request);
  }

  @Override
  public @Nullable ErrorType judge(Throwable thrown, long elapsedNanos) {
    Object original = request.get();
    boolean aborted = original instanceof HttpUriRequest && ((HttpUriRequest) original).isAborted();
    return aborted ? ErrorType.CANCELLED : null;
  }
}
