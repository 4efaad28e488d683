package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.usage.RequestModelReader;
import ai.holysheep.agent.usage.ResponseUsageReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What passes of one attempt: the bytes of both bodies, status and header fields. Any thread may
 * tell of it, and nothing is taken once the attempt has ended. Its own lock guards the readers'
 * state and is never held across the client's input or output.
 */
abstract class Traffic {
  private final @Nullable String path;
  private final Readers readers = Readers.take();
  private final ResponseBody body = new ResponseBody(readers.answer);
  private int status;
  private @Nullable GatewayHeaders headers;
  private boolean onWire;
  private boolean tunnelling;
  private boolean ended;

  /**
   * How the body ended, where that was seen before the attempt was told of its answer: an
   * interceptor has read it.
   */
  private @Nullable ErrorType bodyEnd;

  Traffic(@Nullable String path) {
    this.path = path;
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
        AgentErrors.count(AgentErrors.Stage.USAGE, e);
      }
    }
  }

  public synchronized void sent(ByteBuffer bytes) {
    if (!ended) {
      try {
        question().accept(bytes);
      } catch (Throwable e) {
        AgentErrors.count(AgentErrors.Stage.USAGE, e);
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

  /** Bytes of the answer's body. */
  public synchronized void received(byte[] bytes, int offset, int length) {
    if (!ended) {
      try {
        body.accept(bytes, offset, length);
      } catch (Throwable e) {
        AgentErrors.count(AgentErrors.Stage.USAGE, e);
      }
    }
  }

  public synchronized void received(ByteBuffer bytes) {
    if (!ended) {
      try {
        body.accept(bytes);
      } catch (Throwable e) {
        AgentErrors.count(AgentErrors.Stage.USAGE, e);
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

  /** Takes the answer's head. Returns how its body has ended already, if it has. */
  synchronized @Nullable ErrorType head(
      int answerStatus, GatewayHeaders figures, long length, @Nullable String encoding) {
    if (!ended) {
      status = answerStatus;
      headers = figures;
      body.announced(length, encoding);
    }
    return bodyEnd;
  }

  /** The body ends. Returns whether that ends the attempt: its answer's head may yet be told. */
  synchronized boolean bodyEnds(ErrorType how) {
    if (status == 0 && bodyEnd == null) {
      bodyEnd = how;
    }
    return status != 0;
  }

  synchronized boolean bodyIsWhole() {
    return ended || body.isWhole();
  }

  synchronized boolean bodyIsCut() {
    return body.isCut();
  }

  /** Nothing more is taken. Returns whether that was so before. */
  synchronized boolean stop() {
    boolean before = ended;
    ended = true;
    return before;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** To be called once, when everything that was read has been asked for. */
  void giveReadersBack() {
    Readers.give(readers);
  }

  /** Whether an answer's status is known, or none will come. */
  public synchronized boolean isAnswered() {
    return status != 0 || ended;
  }

  synchronized int status() {
    return status;
  }

  @Nullable GatewayHeaders headers() {
    return headers;
  }

  @Nullable String endpoint() {
    return RequestPath.of(path);
  }

  /** When the first event with content arrived; 0 if none did. */
  long firstTokenNanos() {
    return body.firstTokenNanos();
  }

  /** The model that the application asked for, where it is known. */
  @Nullable String modelAsked() {
    return question().model() != null ? question().model() : RequestPath.model(path);
  }

  ResponseUsageReader answer() {
    return readers.answer;
  }

  private RequestModelReader question() {
    return readers.question;
  }
}
