package ai.holysheep.agent.tests;

import ai.holysheep.agent.answers.AnswerCase;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** A server on loopback that answers every request with the bytes of the current case. */
final class AnswerServer implements Closeable {
  /** How the body is sent. */
  enum Coding {
    PLAIN,
    RANDOM_PIECES,
    BYTE_BY_BYTE,
    GZIP,
    GZIP_RANDOM_PIECES;

    boolean isGzip() {
      return this == GZIP || this == GZIP_RANDOM_PIECES;
    }
  }

  private static final int NO_CONTENT = 204;

  private final ServerSocket socket;
  private final Coding coding;
  private final Random random = new Random(1);
  private final AtomicInteger requests = new AtomicInteger();
  private volatile AnswerCase current;

  AnswerServer(Coding coding) {
    this.coding = coding;
    try {
      socket = new ServerSocket(0, 100, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  void answerWith(AnswerCase answer) {
    current = answer;
  }

  /** How many requests have come. */
  int requests() {
    return requests.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        daemon(() -> serve(client));
      }
    } catch (IOException closed) {
      // The server was closed.
    }
  }

  private void serve(Socket client) {
    try (Socket open = client) {
      open.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(open.getInputStream());
      while (readRequest(in)) {
        answer(open.getOutputStream());
      }
    } catch (IOException clientGone) {
      // It needs no more answers.
    }
  }

  private boolean readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      head.append((char) next);
    }
    String length = head.toString().replaceFirst("(?is).*\r\ncontent-length: (\\d+).*", "$1");
    if (length.length() < head.length()) {
      in.readNBytes(Integer.parseInt(length));
    }
    requests.incrementAndGet();
    return true;
  }

  private void answer(OutputStream out) throws IOException {
    AnswerCase answer = current;
    byte[] plain = coding == Coding.RANDOM_PIECES ? answer.bodyWithoutEndOfLine() : answer.body();
    boolean gzip = coding.isGzip() && answer.status != NO_CONTENT;
    byte[] body = gzip ? gzip(plain) : plain;
    boolean chunked = answer.isEventStream();
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status + " X\r\n");
    field(head, "Content-Type", answer.type);
    Map<String, String> headers = answer.headers();
    headers.forEach((name, value) -> field(head, name, value));
    if (!headers.containsKey("x-request-id") && !headers.containsKey("request-id")) {
      field(head, "x-request-id", answer.name);
    }
    if (gzip) {
      field(head, "Content-Encoding", "gzip");
    }
    if (chunked) {
      field(head, "Transfer-Encoding", "chunked");
    } else if (answer.status != NO_CONTENT) {
      field(head, "Content-Length", String.valueOf(body.length));
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    send(out, body, chunked);
  }

  private static void field(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private void send(OutputStream out, byte[] body, boolean chunked) throws IOException {
    for (int offset = 0; offset < body.length; ) {
      int length = Math.min(pieceLength(), body.length - offset);
      ByteArrayOutputStream piece = new ByteArrayOutputStream();
      if (chunked) {
        piece.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.UTF_8));
      }
      piece.write(body, offset, length);
      if (chunked) {
        piece.write("\r\n".getBytes(StandardCharsets.UTF_8));
      }
      out.write(piece.toByteArray());
      offset += length;
    }
    if (chunked) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
  }

  private int pieceLength() {
    switch (coding) {
      case BYTE_BY_BYTE:
        return 1;
      case RANDOM_PIECES:
      case GZIP_RANDOM_PIECES:
        return 1 + random.nextInt(200);
      default:
        return Integer.MAX_VALUE;
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "answer-server");
    thread.setDaemon(true);
    thread.start();
  }
}
