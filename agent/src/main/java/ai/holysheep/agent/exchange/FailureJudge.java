package ai.holysheep.agent.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Knows more of a failure than its exception tells: a cancelled call fails with whatever its closed
 * socket throws. Must hold the client's objects weakly.
 */
public interface FailureJudge {
  /** The kind of failure, or {@code null} to go by the exception. */
  @Nullable ErrorType judge(Throwable thrown, long elapsedNanos);
}
