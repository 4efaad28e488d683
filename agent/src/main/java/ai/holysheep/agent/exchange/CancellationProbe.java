package ai.holysheep.agent.exchange;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks a client's own objects how an attempt failed. The exception alone does not show it: a
 * cancelled call fails with whatever its closed socket throws.
 *
 * <p>The adapter keeps its probe in a field; attempts hold it weakly. A probe's class belongs to a
 * loader of the application, and an attempt that has not ended must not keep that loader alive.
 */
public abstract class CancellationProbe {
  final WeakReference<CancellationProbe> weakly = new WeakReference<>(this);

  /**
   * The kind of failure; {@code null} to classify the exception alone. Runs on the thread on which
   * the attempt failed. What it throws is counted, and the failure is then a network error.
   *
   * @param call the object given to {@link Exchange#classifyWith}
   * @param elapsedNanos since the attempt's start
   */
  protected abstract @Nullable ErrorType probe(Object call, Throwable thrown, long elapsedNanos);
}
