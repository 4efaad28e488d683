package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.usage.BodyError;
import ai.holysheep.agent.usage.WholeNumber;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, from its start to the end of its answer's body or to its failure; ends exactly once,
 * whoever says so first.
 *
 * <p>Adapters call it from the application's threads, any of them: nothing here throws, blocks, or
 * holds on to an object of the application.
 */
public final class Exchange extends Traffic {
  private final Exchanges exchanges;
  private final String client;
  private final boolean retry;
  private final long startNanos = System.nanoTime();
  private final @Nullable WeakReference<Object> call;

  private final FailureClassifier judgement = new FailureClassifier();
  private @Nullable String caller;
  private UnreferencedBodies.@Nullable Watch watch;

  Exchange(
      Exchanges exchanges,
      String client,
      @Nullable String path,
      boolean retry,
      @Nullable Object call) {
    super(path);
    this.exchanges = exchanges;
    this.client = client;
    this.retry = retry;
    this.call = call == null ? null : new WeakReference<>(call);
  }

  /** Before anybody else knows the attempt. */
  void calledBy(@Nullable String code) {
    caller = code;
  }

  /** What all attempts of its call share, or this object where that is unknown, or gone. */
  public Object callOr(Object unknown) {
    Object shared = call == null ? null : call.get();
    return shared == null ? unknown : shared;
  }

  /** Who knows more of the attempt's failures than their exceptions. */
  public void judgeBy(CancellationProbe informed, Object callToJudge) {
    judgement.by(informed, callToJudge);
  }

  /** As that attempt of the same call. */
  public void judgeAs(Exchange earlier) {
    judgement.as(earlier.judgement);
  }

  /** The answer's final status and header fields are there. */
  public void answered(int answerStatus, Headers fields) {
    try {
      GatewayHeaders figures = new GatewayHeaders(fields, exchanges.costScale());
      long length = WholeNumber.parse(fields.first("Content-Length"));
      String encoding = fields.first("Content-Encoding");
      ErrorType early = head(answerStatus, figures, length, encoding);
      if (RetryTracker.invites(answerStatus)) {
        RetryTracker.failed(call);
      }
      if (early != null) {
        end(early);
      }
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  /** The body has ended well. */
  public void ended() {
    bodyEnded(ErrorType.NONE);
  }

  /** The body has ended, and the client does not mind if it was cut short. */
  public void endedOrCut() {
    bodyEnded(bodyIsCut() ? ErrorType.NETWORK : ErrorType.NONE);
  }

  /** The application has closed the body, at its end or before. */
  public void closed() {
    bodyEnded(bodyIsWhole() ? ErrorType.NONE : ErrorType.CANCELLED);
  }

  /** The client has let go of the attempt, at its end or before. */
  public void released() {
    if (isAnswered()) {
      closed();
    } else {
      cancelled();
    }
  }

  /** Reading the body has failed with this exception. */
  public void bodyFailed(Throwable thrown) {
    ErrorType error = classified(thrown);
    bodyEnded(error == ErrorType.CANCELLED && bodyIsWhole() ? ErrorType.NONE : error);
  }

  private void bodyEnded(ErrorType how) {
    if (bodyEnds(how)) {
      end(how);
    }
  }

  /** The attempt has ended with this exception. */
  public void failed(Throwable thrown) {
    end(classified(thrown));
  }

  public void cancelled() {
    end(ErrorType.CANCELLED);
  }

  private ErrorType classified(Throwable thrown) {
    return judgement.of(thrown, System.nanoTime() - startNanos);
  }

  void watch(UnreferencedBodies.Watch newWatch) {
    UnreferencedBodies.Watch before;
    synchronized (this) {
      before = hasEnded() ? newWatch : watch;
      watch = newWatch;
    }
    if (before != null) {
      before.forget();
    }
  }

  /** Ends the attempt as closed when nobody can read through this object any more. */
  public void endWith(Object reader) {
    try {
      UnreferencedBodies.watch(reader, this);
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  /** The answer is an error, whose body the application may read, or leave as it is. */
  public void endsSoon() {
    try {
      UnreferencedBodies.endSoon(this);
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.EXCHANGE, e);
    }
  }

  /** Nobody has read the error's body since. */
  void unread(long sinceNanos) {
    end(ErrorType.NONE, sinceNanos);
  }

  /** As the other, unless a reader is known that can outlive this object. */
  public void endWithUnlessRead(Object response) {
    boolean read;
    synchronized (this) {
      read = hasEnded() || watch != null;
    }
    if (!read) {
      endWith(response);
    }
  }

  /** There was no attempt after all: the client refused the request, or a cache answered it. */
  public void discard() {
    if (markEnded()) {
      exchanges.finished(null);
      giveReadersBack();
    }
  }

  private void end(ErrorType how) {
    end(how, System.nanoTime());
  }

  private void end(ErrorType how, long endNanos) {
    if (!markEnded()) {
      return;
    }
    if (how == ErrorType.NETWORK || how == ErrorType.TIMEOUT) {
      RetryTracker.failed(call);
    }
    CallRecord record = null;
    try {
      record = new CallRecord(this, outcome(how), endNanos);
    } catch (Throwable e) {
      AgentErrors.count(AgentErrors.Stage.EXCHANGE, e);
    }
    exchanges.finished(record);
    giveReadersBack();
  }

  private synchronized boolean markEnded() {
    boolean first = !stop();
    if (watch != null) {
      watch.forget();
      watch = null;
    }
    return first;
  }

  private ErrorType outcome(ErrorType how) {
    ErrorType byStatus = ErrorType.ofStatus(status());
    if (byStatus != ErrorType.NONE || status() >= 300) {
      // However the body ends: clients throw a redirect's away.
      return byStatus;
    }
    BodyError error = answer().isStream() ? answer().error(false) : null;
    return error == null ? how : ErrorType.ofEvent(error);
  }

  String client() {
    return client;
  }

  boolean retry() {
    return retry;
  }

  @Nullable String caller() {
    return caller;
  }

  long startNanos() {
    return startNanos;
  }
}
