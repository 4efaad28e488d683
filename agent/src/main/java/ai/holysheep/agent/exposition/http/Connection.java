package ai.holysheep.agent.exposition.http;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client's connection, from the first byte to the last. Runs on a thread of its own. */
final class Connection implements Runnable {
  /** In the order in which connections are given up if there are too many. */
  enum Phase {
    /** After a refusal: waits until the client has read it. */
    LINGERING(1),
    /** Between two requests. */
    IDLE(45),
    /** TLS handshake and request head, in sum. */
    ASKING(5),
    /** From the end of the request's head to the end of the response. */
    ANSWERING(30);

    final long nanos;

    Phase(int seconds) {
      nanos = TimeUnit.SECONDS.toNanos(seconds);
    }
  }

  /**
   * For a request, in sum. More is safe for slow clients, less lets more clients in: with 100 ms,
   * 320 silent ones pass in a second.
   */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A handshake has more round trips, and more to compute. */
  private static final long TLS_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** For a client that has not read anything since the system's buffers were full. */
  private static final long NO_READER_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  /** For one that reads its response, between two reads. */
  private static final long READER_GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int MAX_DISCARDED = 256 * 1024;

  /** A client that is always busy gives its place back all the same. */
  private static final int MAX_REQUESTS = 1_000;

  private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final PeerSocket socket;
  private final @Nullable SocketLayer tls;
  private final RequestHandler handler;
  private final Crowd crowd;
  private final long start = System.nanoTime();

  /** Only the connection's thread uses it. */
  private int requests;

  private volatile Phase phase = Phase.ASKING;
  private volatile long phaseStart = System.nanoTime();
  private volatile boolean closed;

  Connection(PeerSocket socket, @Nullable SocketLayer tls, RequestHandler handler, Crowd crowd) {
    this.socket = socket;
    this.tls = tls;
    this.handler = handler;
    this.crowd = crowd;
  }

  Phase phase() {
    return phase;
  }

  /**
   * By how much it has waited longer for its client than it may while its place is needed; 0 or
   * less if it does not wait now.
   */
  long waitedTooLongNanos(long now) {
    if (phase != Phase.ANSWERING) {
      return socket.waits().totalNanos(now) - (tls == null ? GRACE_NANOS : TLS_GRACE_NANOS);
    }
    long grace = socket.waits().wasRead() ? READER_GRACE_NANOS : NO_READER_GRACE_NANOS;
    return socket.waits().currentNanos(now) - grace;
  }

  boolean isOverdue(long now) {
    return now - phaseStart > phase.nanos;
  }

  /** Whether {@link #giveUp} was called. */
  boolean isGivenUp() {
    return closed;
  }

  /** Ends the connection. Any thread may call this. Never throws an exception. */
  void giveUp() {
    closed = true;
    try {
      if (phase == Phase.IDLE) {
        // Politely: a client may be about to send its next request, and then tries again.
        socket.close();
      } else {
        socket.reset();
      }
    } catch (IOException | RuntimeException e) {
      Log.debug("a connection was not closed: " + e);
    }
  }

  @Override
  public void run() {
    try {
      serve();
    } catch (IOException goneOrRude) {
      Log.debug("a client's connection ended: " + goneOrRude);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXPOSITION, e);
    } finally {
      try {
        socket.close();
      } catch (Throwable e) {
        AgentErrors.countAndLog(AgentErrors.Stage.EXPOSITION, e);
      }
    }
  }

  private void serve() throws Exception {
    socket.setTcpNoDelay(true);
    if (tls == null) {
      serve(socket);
      return;
    }
    // Closed also after an error: otherwise JDK 8 and 11 do it in a finalizer, later.
    try (Socket secured = tls.over(socket)) {
      serve(secured);
    }
  }

  private void serve(Socket secured) throws IOException, InterruptedException {
    OutputStream out = secured.getOutputStream();
    HeadReader reader = new HeadReader(secured.getInputStream());
    boolean keepAlive = true;
    while (keepAlive) {
      keepAlive = serveOne(reader, out);
      if (keepAlive && !reader.hasBytes()) {
        enter(Phase.IDLE);
        keepAlive = reader.fill();
      }
      enter(Phase.ASKING);
    }
  }

  /** Returns whether the client may send another request. */
  private boolean serveOne(HeadReader reader, OutputStream out)
      throws IOException, InterruptedException {
    Request request;
    try {
      request = reader.read();
    } catch (BadRequestException e) {
      enter(Phase.ANSWERING);
      Response.text(e.status, String.valueOf(e.getMessage())).write(out, null, false);
      linger();
      return false;
    }
    if (request == null) {
      return false;
    }
    enter(Phase.ANSWERING);
    requests++;
    Response response = handler.handle(request, crowd);
    boolean keepAlive;
    try {
      keepAlive = request.keepsAlive() && !request.hasBody() && mayStay(response);
      response.write(out, request, keepAlive);
    } finally {
      response.end();
    }
    if (request.hasBody() || !keepAlive && reader.hasBytes()) {
      linger();
    }
    return keepAlive;
  }

  /**
   * A client that sends one request after the other never keeps the server waiting. If all places
   * are taken, it must queue again, behind those that wait to be accepted.
   */
  private boolean mayStay(Response response) {
    return !response.isRefusal()
        && requests < MAX_REQUESTS
        && System.nanoTime() - start < MAX_AGE_NANOS
        && !crowd.isFull();
  }

  /**
   * To close with unread bytes would reset the connection, and the client may lose the response.
   */
  private void linger() throws IOException {
    if (tls != null) {
      return;
    }
    enter(Phase.LINGERING);
    socket.shutdownOutput();
    byte[] discarded = new byte[HeadReader.MAX_BYTES];
    InputStream in = socket.getInputStream();
    int n = in.read(discarded, 0, discarded.length);
    for (int sum = n; n > 0 && sum < MAX_DISCARDED; sum += n) {
      n = in.read(discarded, 0, discarded.length);
    }
  }

  private void enter(Phase next) {
    socket.waits().forget();
    phaseStart = System.nanoTime();
    phase = next;
  }
}
