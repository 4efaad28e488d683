package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What kind of failure an exception is, by who knows more of the call or else by the exception.
 * Holds both weakly; any thread may ask.
 */
final class FailureClassifier {
  private volatile @Nullable WeakReference<CancellationProbe> judge;
  private volatile @Nullable WeakReference<Object> call;

  void by(CancellationProbe informed, Object callToJudge) {
    call = new WeakReference<>(callToJudge);
    judge = informed.weakly;
  }

  void as(FailureClassifier earlier) {
    call = earlier.call;
    judge = earlier.judge;
  }

  ErrorType of(Throwable thrown, long elapsedNanos) {
    try {
      ErrorType known = informed(thrown, elapsedNanos);
      return known == null ? ExceptionClassifier.classify(thrown) : known;
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.EXCHANGE, e);
      return ErrorType.NETWORK;
    }
  }

  private @Nullable ErrorType informed(Throwable thrown, long elapsedNanos) {
    WeakReference<CancellationProbe> by = judge;
    WeakReference<Object> of = call;
    CancellationProbe informed = by == null ? null : by.get();
    Object alive = of == null ? null : of.get();
    return informed == null || alive == null ? null : informed.judge(alive, thrown, elapsedNanos);
  }
}
