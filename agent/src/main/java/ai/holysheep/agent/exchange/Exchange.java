package ai.holysheep.agent.exchange;

import ai.holysheep.agent.fault.Faults;
import ai.holysheep.agent.usage.AnswerReader;
import ai.holysheep.agent.usage.BodyError;
import ai.holysheep.agent.usage.QuestionReader;
import ai.holysheep.agent.usage.Usage;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, from its start to the end of its answer's body or to its failure; ends exactly once,
 * whoever says so first.
 *
 * <p>Adapters call it from the application's threads, any of them: nothing here throws, blocks, or
 * holds on to an object of the application. The lock guards the readers' state and is never held
 * across the client's own input or output.
 */
public final class Exchange {
  private final Exchanges exchanges;
  private final Client client;
  private final boolean retry;
  private final @Nullable String path;
  private final long startNanos = System.nanoTime();
  private final Readers readers;
  private final @Nullable WeakReference<Object> call;

  private volatile @Nullable WeakReference<FailureJudge> judge;
  private volatile @Nullable WeakReference<Object> judged;
  private @Nullable String caller;
  private int status;
  private @Nullable HeaderFigures headers;
  private final AnswerBody body;
  private boolean onWire;
  private boolean tunnelling;
  private boolean ended;

  /**
   * How the body ended, where that was seen before the attempt was told of its answer: an
   * interceptor has read it.
   */
  private @Nullable ErrorType bodyEnd;

  private Abandoned.@Nullable Watch watch;

  Exchange(
      Exchanges exchanges,
      Client client,
      @Nullable String path,
      boolean retry,
      @Nullable Object call) {
    this.exchanges = exchanges;
    this.client = client;
    this.path = path;
    this.retry = retry;
    this.call = call == null ? null : new WeakReference<>(call);
    readers = Readers.take();
    body = new AnswerBody(readers.answer);
  }

  /** Before anybody else knows the attempt. */
  void calledBy(@Nullable String code) {
    caller = code;
  }

  /** Who knows more of the attempt's failures than their exceptions. */
  public void judgeBy(FailureJudge informed, Object callToJudge) {
    judged = new WeakReference<>(callToJudge);
    judge = informed.weakly;
  }

  /** As that attempt of the same call. */
  public void judgeAs(Exchange earlier) {
    judged = earlier.judged;
    judge = earlier.judge;
  }

  /** The request goes out. Returns whether it, or another before it, had done so already. */
  public synchronized boolean onWire() {
    boolean before = onWire;
    onWire = true;
    return before;
  }

  /** A proxy is asked for a tunnel; its no will be the attempt's answer. */
  public synchronized void tunnelling() {
    tunnelling = true;
  }

  /** Whether anything of the attempt has gone out. */
  public synchronized boolean wentOut() {
    return onWire || tunnelling;
  }

  /** Bytes of the request's body, before any are received. */
  public synchronized void sent(byte[] bytes, int offset, int length) {
    if (!ended) {
      try {
        question().accept(bytes, offset, length);
      } catch (Throwable e) {
        Faults.count(Faults.Stage.USAGE, e);
      }
    }
  }

  public synchronized void sent(ByteBuffer bytes) {
    if (!ended) {
      try {
        question().accept(bytes);
      } catch (Throwable e) {
        Faults.count(Faults.Stage.USAGE, e);
      }
    }
  }

  /** The request's body is sent from its beginning, perhaps for a second time. */
  public synchronized void sending() {
    if (!ended) {
      question().reset();
    }
  }

  /** An answer's body begins. An earlier one was not the final answer's: a challenge's, say. */
  public synchronized void receiving() {
    if (!ended) {
      body.begins();
      bodyEnd = null;
    }
  }

  /** The answer's final status and header fields are there. */
  public void answered(int answerStatus, Headers fields) {
    try {
      HeaderFigures figures = new HeaderFigures(fields, exchanges.costScale());
      long length = Usage.count(fields.first("Content-Length"));
      String encoding = fields.first("Content-Encoding");
      synchronized (this) {
        if (!ended) {
          status = answerStatus;
          headers = figures;
          body.announced(length, encoding);
        }
      }
      if (Repeats.invites(answerStatus)) {
        Repeats.failed(call);
      }
      ErrorType early = bodyEnd();
      if (early != null) {
        end(early);
      }
    } catch (Throwable e) {
      Faults.count(Faults.Stage.EXCHANGE, e);
    }
  }

  /** Bytes of the answer's body. */
  public synchronized void received(byte[] bytes, int offset, int length) {
    if (!ended) {
      try {
        body.accept(bytes, offset, length);
      } catch (Throwable e) {
        Faults.count(Faults.Stage.USAGE, e);
      }
    }
  }

  public synchronized void received(ByteBuffer bytes) {
    if (!ended) {
      try {
        body.accept(bytes);
      } catch (Throwable e) {
        Faults.count(Faults.Stage.USAGE, e);
      }
    }
  }

  /** The application has passed over bytes of the body that nobody saw. */
  public synchronized void skipped(long bytes) {
    if (!ended) {
      body.skipped(bytes);
    }
  }

  /** The application has marked the place in the body to which it may come back. */
  public synchronized void marked() {
    body.marked();
  }

  /** The application has gone back to the place that it had marked. */
  public synchronized void rewound() {
    body.rewound();
  }

  /** The body has ended well. */
  public void ended() {
    bodyEnded(ErrorType.NONE);
  }

  /** The body has ended, and the client does not mind if it was cut short. */
  public void endedOrCut() {
    boolean cut;
    synchronized (this) {
      cut = body.isCut();
    }
    bodyEnded(cut ? ErrorType.NETWORK : ErrorType.NONE);
  }

  /** The application has closed the body, at its end or before. */
  public void closed() {
    bodyEnded(wholeBodyPassed() ? ErrorType.NONE : ErrorType.CANCELLED);
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
    bodyEnded(error == ErrorType.CANCELLED && wholeBodyPassed() ? ErrorType.NONE : error);
  }

  private void bodyEnded(ErrorType how) {
    synchronized (this) {
      if (status == 0) {
        bodyEnd = bodyEnd == null ? how : bodyEnd;
        return;
      }
    }
    end(how);
  }

  private synchronized @Nullable ErrorType bodyEnd() {
    return bodyEnd;
  }

  /** The attempt has ended with this exception. */
  public void failed(Throwable thrown) {
    end(classified(thrown));
  }

  public void cancelled() {
    end(ErrorType.CANCELLED);
  }

  private ErrorType classified(Throwable thrown) {
    try {
      ErrorType known = judgement(thrown);
      return known == null ? Failure.classify(thrown) : known;
    } catch (Throwable e) {
      Faults.count(Faults.Stage.EXCHANGE, e);
      return ErrorType.NETWORK;
    }
  }

  private @Nullable ErrorType judgement(Throwable thrown) {
    WeakReference<FailureJudge> by = judge;
    WeakReference<Object> of = judged;
    FailureJudge informed = by == null ? null : by.get();
    Object alive = of == null ? null : of.get();
    return informed == null || alive == null
        ? null
        : informed.judge(alive, thrown, System.nanoTime() - startNanos);
  }

  void watch(Abandoned.Watch newWatch) {
    Abandoned.Watch before;
    synchronized (this) {
      before = ended ? newWatch : watch;
      watch = newWatch;
    }
    if (before != null) {
      before.forget();
    }
  }

  /** Ends the attempt as closed when nobody can read through this object any more. */
  public void endWith(Object reader) {
    try {
      Abandoned.watch(reader, this);
    } catch (Throwable e) {
      Faults.count(Faults.Stage.EXCHANGE, e);
    }
  }

  /** The answer is an error, whose body the application may read, or leave as it is. */
  public void endsSoon() {
    try {
      Abandoned.endSoon(this);
    } catch (Throwable e) {
      Faults.count(Faults.Stage.EXCHANGE, e);
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
      read = ended || watch != null;
    }
    if (!read) {
      endWith(response);
    }
  }

  /** There was no attempt after all: the client refused the request, or a cache answered it. */
  public void discard() {
    if (markEnded()) {
      exchanges.finished(null);
      Readers.give(readers);
    }
  }

  private synchronized boolean wholeBodyPassed() {
    return ended || body.isWhole();
  }

  private void end(ErrorType how) {
    end(how, System.nanoTime());
  }

  private void end(ErrorType how, long endNanos) {
    if (!markEnded()) {
      return;
    }
    if (how == ErrorType.NETWORK || how == ErrorType.TIMEOUT) {
      Repeats.failed(call);
    }
    CallRecord record = null;
    try {
      record = new CallRecord(this, outcome(how), endNanos);
    } catch (Throwable e) {
      Faults.count(Faults.Stage.EXCHANGE, e);
    }
    exchanges.finished(record);
    Readers.give(readers);
  }

  private synchronized boolean markEnded() {
    boolean first = !ended;
    ended = true;
    if (watch != null) {
      watch.forget();
      watch = null;
    }
    return first;
  }

  private ErrorType outcome(ErrorType how) {
    ErrorType byStatus = ErrorType.ofStatus(status);
    if (byStatus != ErrorType.NONE || status >= 300) {
      // However the body ends: clients throw a redirect's away.
      return byStatus;
    }
    BodyError error = answer().streamed() ? answer().error(false) : null;
    return error == null ? how : ErrorType.ofEvent(error);
  }

  Client client() {
    return client;
  }

  boolean retry() {
    return retry;
  }

  /** Whether an answer's status is known, or none will come. */
  public synchronized boolean isAnswered() {
    return status != 0 || ended;
  }

  synchronized int status() {
    return status;
  }

  @Nullable HeaderFigures headers() {
    return headers;
  }

  @Nullable String endpoint() {
    return Endpoint.of(path);
  }

  @Nullable String caller() {
    return caller;
  }

  long startNanos() {
    return startNanos;
  }

  /** When the first event with content arrived; 0 if none did. */
  long firstTokenNanos() {
    return body.firstTokenNanos();
  }

  /** The model that the application asked for, where it is known. */
  @Nullable String modelAsked() {
    return question().model() != null ? question().model() : Endpoint.model(path);
  }

  AnswerReader answer() {
    return readers.answer;
  }

  private QuestionReader question() {
    return readers.question;
  }
}
