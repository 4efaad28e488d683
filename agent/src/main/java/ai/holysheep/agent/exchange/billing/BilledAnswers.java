package ai.holysheep.agent.exchange.billing;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.usage.Answer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the usage in a response is a bill, or shows again what was billed before. The
 * memory is that of this JVM: after a restart, an answer that is made in the background and fetched
 * again counts once more. Thread-safe.
 */
public final class BilledAnswers {
  /** Those of the JVM that this agent watches. */
  public static final BilledAnswers OF_THIS_JVM = new BilledAnswers();

  /** Made with the first answer that is worth it: most services have none. */
  private volatile @Nullable AnswerMemory memory;

  BilledAnswers() {}

  /**
   * Whether the response's usage is a bill of this call. A second call with the same answer gets
   * another result, so call it once for each response. Never throws: in doubt, a usage is a bill.
   *
   * @param hasUsage whether the response has a usage; without one there is no bill, but the answer
   *     may get one later
   */
  public boolean isBill(Endpoint endpoint, Answer answer, boolean hasUsage) {
    try {
      return isFirstBill(endpoint, answer, hasUsage);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return hasUsage;
    }
  }

  private boolean isFirstBill(Endpoint endpoint, Answer answer, boolean hasUsage) {
    EndpointRules rules = EndpointRules.get();
    if (endpoint.kind == EndpointKind.NO_BILL
        || endpoint.kind == EndpointKind.FILE
        || rules.isNeverBilled(answer.kind)) {
      return false;
    }
    boolean shown = isShown(endpoint, answer);
    String id = id(endpoint, answer, shown);
    if (isPending(answer)) {
      if (id != null) {
        memory().addAwaited(AnswerMemory.key(id));
      }
      // A stream that broke off may have told a part of its usage.
      return hasUsage && !shown && !Boolean.TRUE.equals(answer.background);
    }
    if (!hasUsage || id == null) {
      return hasUsage;
    }
    return shown ? isFirstSight(endpoint, answer, id) : isNew(answer, id);
  }

  /** An answer that nobody had asked for before this call. */
  private boolean isNew(Answer answer, String id) {
    boolean shownLater = answer.status != null || EndpointRules.get().isShownLater(answer.kind);
    // Shown again, these others are known to be billed: they need no place in the memory.
    if (shownLater && !Boolean.FALSE.equals(answer.background)) {
      memory().bill(AnswerMemory.key(id));
    }
    return true;
  }

  private boolean isFirstSight(Endpoint endpoint, Answer answer, String id) {
    boolean waitedFor =
        Boolean.FALSE.equals(answer.background) || EndpointRules.get().isBilledAtOnce(answer.kind);
    // A gateway may have ids of its own in its paths.
    String idInPath = showsById(endpoint) ? endpoint.lastId : null;
    long key = AnswerMemory.key(id);
    if (waitedFor && endpoint.kind != EndpointKind.ASYNC && !isAwaited(key, idInPath)) {
      return false;
    }
    return idInPath == null || idInPath.equals(id)
        ? memory().bill(key)
        : memory().bill(key, AnswerMemory.key(idInPath));
  }

  /** Whether this JVM has seen the answer being made: its request may have failed since. */
  private boolean isAwaited(long key, @Nullable String otherId) {
    AnswerMemory known = memory;
    return known != null
        && (known.isAwaited(key) || otherId != null && known.isAwaited(AnswerMemory.key(otherId)));
  }

  private static boolean isShown(Endpoint endpoint, Answer answer) {
    return showsById(endpoint) || endpoint.endsWithId(answer.id);
  }

  /** Whether the path's last id is that of the answer that it shows. */
  private static boolean showsById(Endpoint endpoint) {
    return endpoint.kind == EndpointKind.SHOWN || endpoint.kind == EndpointKind.ASYNC;
  }

  private static @Nullable String id(Endpoint endpoint, Answer answer, boolean shown) {
    return answer.id == null && shown ? endpoint.lastId : answer.id;
  }

  /**
   * Whether the response shows an answer that is still being made, so that its usage comes later.
   */
  public static boolean isPending(Answer answer) {
    if (answer.status == null) {
      return false;
    }
    switch (answer.status.toLowerCase(Locale.ROOT)) {
      case "queued":
      case "in_progress":
      case "created":
      case "pending":
      case "requires_action":
      case "running":
      case "starting":
      case "processing":
        return true;
      default:
        return false;
    }
  }

  private AnswerMemory memory() {
    AnswerMemory known = memory;
    return known == null ? makeMemory() : known;
  }

  private synchronized AnswerMemory makeMemory() {
    AnswerMemory known = memory;
    if (known == null) {
      known = new AnswerMemory();
      memory = known;
    }
    return known;
  }
}
