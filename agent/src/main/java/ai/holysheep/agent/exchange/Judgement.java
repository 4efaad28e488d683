package ai.holysheep.agent.exchange;

import ai.holysheep.agent.fault.Faults;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What kind of failure an exception is, by who knows more of the call or else by the exception.
 * Holds both weakly; any thread may ask.
 */
final class Judgement {
  private volatile @Nullable WeakReference<FailureJudge> judge;
  private volatile @Nullable WeakReference<Object> call;

  void by(FailureJudge informed, Object callToJudge) {
    call = new WeakReference<>(callToJudge);
    judge = informed.weakly;
  }

  void as(Judgement earlier) {
    call = earlier.call;
    judge = earlier.judge;
  }

  ErrorType of(Throwable thrown, long elapsedNanos) {
    try {
      ErrorType known = informed(thrown, elapsedNanos);
      return known == null ? Failure.classify(thrown) : known;
    } catch (Throwable e) {
      Faults.count(Faults.Stage.EXCHANGE, e);
      return ErrorType.NETWORK;
    }
  }

  private @Nullable ErrorType informed(Throwable thrown, long elapsedNanos) {
    WeakReference<FailureJudge> by = judge;
    WeakReference<Object> of = call;
    FailureJudge informed = by == null ? null : by.get();
    Object alive = of == null ? null : of.get();
    return informed == null || alive == null ? null : informed.judge(alive, thrown, elapsedNanos);
  }
}
