package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that starts after the adapter has put its objects around the application's: only the
 * request names the host. Until then, and if the call is not watched, its methods do nothing. Any
 * thread may call them.
 */
public abstract class LateAttempt {
  /** {@code null} until the attempt starts. */
  protected volatile @Nullable Exchange exchange;

  /** The attempt failed, whether or not there is a response. */
  public final void failed(Exception cause) {
    Exchange watched = exchange;
    if (watched != null) {
      watched.failed(cause);
    }
  }

  /** The client dropped the attempt, at its end or before. */
  public final void released() {
    Exchange watched = exchange;
    if (watched != null) {
      watched.released();
    }
  }

  /** A step failed inside the agent. It throws only if no stack is left. */
  public final void abandon(Throwable fault) {
    Exchange watched = exchange;
    if (watched != null) {
      watched.abandon(fault);
    } else {
      AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, fault);
    }
  }
}
