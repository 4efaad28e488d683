package ai.holysheep.agent.exchange;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Knows more of a failure than its exception tells: a cancelled call fails with whatever its closed
 * socket throws. A handler has one and keeps it; attempts hold it weakly, since its class is of the
 * application's loader, and an attempt may be waiting for that loader to go.
 */
public abstract class CancellationProbe {
  final WeakReference<CancellationProbe> weakly = new WeakReference<>(this);

  /**
   * The kind of failure, or {@code null} to go by the exception.
   *
   * @param call what the attempt was begun with
   */
  protected abstract @Nullable ErrorType judge(Object call, Throwable thrown, long elapsedNanos);
}
