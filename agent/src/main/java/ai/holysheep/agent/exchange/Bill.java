package ai.holysheep.agent.exchange;

import ai.holysheep.agent.exchange.billing.BilledAnswers;
import ai.holysheep.agent.exchange.billing.Endpoint;
import ai.holysheep.agent.usage.Answer;
import ai.holysheep.agent.usage.ModelUsage;
import ai.holysheep.agent.usage.UnitCounts;
import ai.holysheep.agent.usage.Usage;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt is billed for, by its response's headers and content. If the body shows an
 * answer that was billed before, then the headers show it too: neither is a bill. Immutable; -1 for
 * what is not known.
 */
final class Bill {
  final long inputTokens;
  final long outputTokens;

  /** The body's usage; {@code null} if it has none, or if that is no bill. */
  final @Nullable Usage usage;

  /** What is counted besides tokens. */
  final UnitCounts units;

  /**
   * What the response says that the call costs, in picodollars: a header of the gateway, or else
   * the body.
   */
  final long reportedCost;

  /** What further models have used. */
  final List<ModelUsage> furtherUsages;

  /** Whether the model that has answered is billed as itself, not as the one that was asked. */
  final boolean fallback;

  /** Whether a successful response ought to have a usage, and has none. */
  final boolean missing;

  /** Whether headers and body have different token counts. */
  final boolean mismatch;

  /** Whether a price for the call itself is due, if the call went well. */
  final boolean isCallBilled;

  /** Call it once for each attempt: the second sight of an answer is no bill. */
  Bill(Endpoint endpoint, GatewayHeaders headers, ResponseContent content) {
    Usage shown = content.usage();
    Answer answer = content.answer();
    UnitCounts shownUnits = content.units();
    long shownCost = content.reportedCost();
    boolean hasUsage = shown != null || shownUnits.isAnyUsed() || shownCost >= 0;
    boolean isBill = BilledAnswers.OF_THIS_JVM.isBill(endpoint, answer, hasUsage);
    boolean isRepeated = hasUsage && !isBill;
    usage = isBill ? shown : null;
    units = isBill ? shownUnits : UnitCounts.NONE;
    reportedCost = headers.reportedCost(isBill ? shownCost : -1);
    furtherUsages = isBill ? content.furtherUsages() : Collections.<ModelUsage>emptyList();
    fallback = isBill && content.isFallback();
    long bodyInput = usage == null ? -1 : usage.input;
    long bodyOutput = usage == null ? -1 : usage.output;
    long headerInput = isRepeated ? -1 : headers.inputTokens;
    long headerOutput = isRepeated ? -1 : headers.outputTokens;
    inputTokens = headerInput >= 0 ? headerInput : bodyInput;
    outputTokens = headerOutput >= 0 ? headerOutput : bodyOutput;
    mismatch = differ(headerInput, bodyInput) || differ(headerOutput, bodyOutput);
    boolean comesLater =
        BilledAnswers.isPending(answer)
            && (!content.isStream()
                || Boolean.TRUE.equals(answer.background)
                || "requires_action".equals(answer.status));
    boolean isUsageDue = !isRepeated && !content.isUnanswered() && !comesLater;
    boolean hasTokens = inputTokens >= 0 || outputTokens >= 0;
    boolean isCounted = hasTokens || units.isWorkCounted();
    missing = !isCounted && endpoint.kind.needsUsage() && isUsageDue;
    isCallBilled = hasTokens || endpoint.kind.isCall() && isUsageDue;
  }

  /** Without a usage, nobody knows whether the answer costs anything. */
  boolean isPaidFor() {
    return inputTokens > 0 || outputTokens > 0 || units.isAnyUsed() || !furtherUsages.isEmpty();
  }

  private static boolean differ(long header, long body) {
    return header >= 0 && body >= 0 && header != body;
  }
}
