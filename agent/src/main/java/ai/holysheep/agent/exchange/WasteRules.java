package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.billing.AnsweredRequests;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an answer was paid for in vain. A call has one reason, so that the reasons' sum
 * is no more than the cost. How the call ended comes first: without its end, nobody could use the
 * answer. A truncated answer arrived, but not whole. Only a whole answer can be one too many, and
 * only a whole one makes a later one needless.
 */
final class WasteRules {
  private WasteRules() {}

  /**
   * The reason; {@code null} if the answer was of use, or if it is not known. Call it once for each
   * billed answer: it remembers the request. Never throws.
   *
   * @param request the fingerprint of the request; {@code null} if there is none
   * @param endNanos when the answer ended, by {@link System#nanoTime}
   */
  static @Nullable Waste reason(
      ErrorType errorType,
      boolean success,
      boolean truncated,
      @Nullable String request,
      long endNanos) {
    if (errorType == ErrorType.CANCELLED) {
      return Waste.CANCELLED;
    }
    if (errorType == ErrorType.TIMEOUT || errorType == ErrorType.NETWORK) {
      return Waste.TIMEOUT;
    }
    if (!success) {
      return null;
    }
    if (truncated) {
      return Waste.TRUNCATED;
    }
    return request != null && isRepeated(request, endNanos) ? Waste.DUPLICATE : null;
  }

  private static boolean isRepeated(String request, long endNanos) {
    try {
      return AnsweredRequests.OF_THIS_JVM.isRepeated(request, endNanos);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return false;
    }
  }
}
