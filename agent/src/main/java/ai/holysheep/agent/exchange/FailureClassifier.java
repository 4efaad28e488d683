package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what kind of failure ended an attempt: the client's probe decides first, then the
 * exception. Holds the probe and its call weakly. Thread-safe.
 */
final class FailureClassifier {
  private final long startNanos;
  private volatile @Nullable WeakReference<CancellationProbe> probe;
  private volatile @Nullable WeakReference<Object> call;

  FailureClassifier(long startNanos) {
    this.startNanos = startNanos;
  }

  void probeWith(CancellationProbe newProbe, Object newCall) {
    call = new WeakReference<>(newCall);
    probe = newProbe.weakly;
  }

  void probeLike(FailureClassifier other) {
    call = other.call;
    probe = other.probe;
  }

  /** Whether the client has refused the request by itself, if nothing was sent. */
  boolean isRefusal(@Nullable Throwable thrown) {
    try {
      return ExceptionClassifier.isRefusal(thrown);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return false;
    }
  }

  /**
   * @param thrown {@code null} counts as an error of the agent, and as one of the network
   */
  ErrorType classify(@Nullable Throwable thrown) {
    try {
      Objects.requireNonNull(thrown, "what failed");
      ErrorType probed = probe(thrown, System.nanoTime() - startNanos);
      return probed == null ? ExceptionClassifier.classify(thrown) : probed;
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return ErrorType.NETWORK;
    }
  }

  private @Nullable ErrorType probe(Throwable thrown, long elapsedNanos) {
    CancellationProbe aliveProbe = referent(probe);
    Object aliveCall = referent(call);
    return aliveProbe == null || aliveCall == null
        ? null
        : aliveProbe.probe(aliveCall, thrown, elapsedNanos);
  }

  private static <T> @Nullable T referent(@Nullable WeakReference<T> reference) {
    return reference == null ? null : reference.get();
  }
}
