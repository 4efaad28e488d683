package ai.holysheep.sample.gateway;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client's connection, which has its own thread. */
final class Connection implements Runnable {
  /** Decides how the gateway answers. Connections call it on their threads. */
  interface Handler {
    Response respond(Request request);

    /** The pause before a response, if the request does not set it. */
    long delayMillis();

    /** The pause after each piece of a response's body, if the request does not set it. */
    long eventDelayMillis();

    /** The client cannot have seen the end of the response yet. */
    void log(Served served);
  }

  private static final int SILENCE_MILLIS = 60_000;

  private final Handler handler;
  private final Socket socket;
  private final int number;

  Connection(Handler handler, Socket socket, int number) {
    this.handler = handler;
    this.socket = socket;
    this.number = number;
  }

  @Override
  public void run() {
    try (Socket open = socket) {
      open.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(open.getInputStream());
      OutputStream out = new BufferedOutputStream(open.getOutputStream());
      boolean more = true;
      for (int request = 0; more; request++) {
        Request next = Request.read(in, out);
        more = next != null && serve(next, request, in, out);
      }
    } catch (IOException | RuntimeException clientGone) {
      // Clients that time out or cancel close the connection at any point.
    }
  }

  /** Writes a response, and returns whether the connection stays open. */
  private boolean serve(Request request, int requestNumber, InputStream in, OutputStream out)
      throws IOException {
    Response response = handler.respond(request);
    pause(request.number("X-Fake-Delay-Ms", handler.delayMillis()));
    // Before the response: a test reads the log as soon as its client has seen the end.
    handler.log(new Served(number, requestNumber, request, response));
    if (response.status != 0) {
      write(response, request, out);
    }
    switch (response.ending) {
      case SILENCE:
      case OPEN:
        awaitEnd(in);
        return false;
      case RESET:
        socket.setSoLinger(true, 0);
        return false;
      case CUT:
        return false;
      default:
        return !isLast(request);
    }
  }

  /** Whether the client asks for the connection's end after this request. */
  private static boolean isLast(Request request) {
    return "close".equalsIgnoreCase(request.header("Connection"));
  }

  private void write(Response response, Request request, OutputStream out) throws IOException {
    StringBuilder head =
        new StringBuilder("HTTP/1.1 " + response.status + " " + reason(response.status) + "\r\n");
    for (Map.Entry<String, String> header : response.headers.entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    int length = response.body.stream().mapToInt(piece -> piece.length).sum();
    boolean chunked = response.chunked && response.ending != Response.Ending.CUT;
    if (chunked) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (response.status != 204) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    if (isLast(request)) {
      // Without it some clients keep the connection for their next request.
      head.append("Connection: close\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    if (!request.method.equals("HEAD")) {
      body(response, chunked, length, eventDelay(request), out);
    }
  }

  private long eventDelay(Request request) {
    return request.number("X-Fake-Event-Delay-Ms", handler.eventDelayMillis());
  }

  private static void body(
      Response response, boolean chunked, int length, long delay, OutputStream out)
      throws IOException {
    boolean whole =
        response.ending == Response.Ending.COMPLETE || response.ending == Response.Ending.OPEN;
    int left = whole ? length : length / 2;
    for (byte[] piece : response.body) {
      int n = Math.min(left, piece.length);
      left -= n;
      if (n > 0) {
        piece(piece, n, chunked, out);
      }
      if (left > 0) {
        out.flush();
        pause(delay);
      }
    }
    // Together with the last event: some clients close their stream when they have read that.
    if (chunked && response.ending == Response.Ending.COMPLETE) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.flush();
  }

  private static void piece(byte[] bytes, int length, boolean chunked, OutputStream out)
      throws IOException {
    if (chunked) {
      out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
    out.write(bytes, 0, length);
    if (chunked) {
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void awaitEnd(InputStream in) throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    try {
      while (in.read() != -1) {
        // Ignore what the client sends during the silence.
      }
    } catch (SocketTimeoutException timeout) {
      // No client waits this long.
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable String reason(int status) {
    switch (status) {
      case 200:
        return "OK";
      case 204:
        return "No Content";
      case 304:
        return "Not Modified";
      case 307:
        return "Temporary Redirect";
      case 400:
        return "Bad Request";
      case 401:
        return "Unauthorized";
      case 429:
        return "Too Many Requests";
      case 500:
        return "Internal Server Error";
      default:
        return "Service Unavailable";
    }
  }
}
