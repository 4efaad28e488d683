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

/** One client's connection, served on a thread of its own. */
final class Connection implements Runnable {
  private static final int SILENCE_MILLIS = 60_000;

  private final FakeGateway gateway;
  private final Socket socket;
  private final int number;

  Connection(FakeGateway gateway, Socket socket, int number) {
    this.gateway = gateway;
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
      // Clients that time out or cancel go away in the middle; the next connection is served all
      // the same.
    }
  }

  /** Answers, and returns whether the connection stays open. */
  private boolean serve(Request request, int requestNumber, InputStream in, OutputStream out)
      throws IOException {
    Answer answer = gateway.answer(request);
    pause(request.number("X-Fake-Delay-Ms", gateway.delayMillis()));
    // In the log before the client can have seen the end.
    gateway.log(new Served(number, requestNumber, request, answer));
    if (answer.status != 0) {
      write(answer, request, out);
    }
    switch (answer.ending) {
      case SILENCE:
        awaitEnd(in);
        return false;
      case RESET:
        socket.setSoLinger(true, 0);
        return false;
      case CUT:
        return false;
      default:
        return !"close".equalsIgnoreCase(request.header("Connection"));
    }
  }

  private static void write(Answer answer, Request request, OutputStream out) throws IOException {
    StringBuilder head =
        new StringBuilder("HTTP/1.1 " + answer.status + " " + reason(answer.status) + "\r\n");
    for (Map.Entry<String, String> header : answer.headers.entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    int length = answer.body.stream().mapToInt(piece -> piece.length).sum();
    boolean chunked = answer.chunked && answer.ending != Answer.Ending.CUT;
    if (chunked) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (answer.status != 204) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    if (!request.method.equals("HEAD")) {
      body(answer, chunked, length, request.number("X-Fake-Event-Delay-Ms", 0), out);
    }
  }

  private static void body(Answer answer, boolean chunked, int length, long delay, OutputStream out)
      throws IOException {
    int left = answer.ending == Answer.Ending.ORDERLY ? length : length / 2;
    for (byte[] piece : answer.body) {
      int n = Math.min(left, piece.length);
      if (n > 0) {
        piece(piece, n, chunked, out);
        pause(delay);
      }
      left -= n;
    }
    if (chunked && answer.ending == Answer.Ending.ORDERLY) {
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
    out.flush();
  }

  private void awaitEnd(InputStream in) throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    try {
      while (in.read() != -1) {
        // What a client sends into the silence does not matter.
      }
    } catch (SocketTimeoutException enough) {
      // Longer than any client of ours waits.
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
