package ai.holysheep.agent.tests;

import java.io.BufferedOutputStream;
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
import java.util.concurrent.ConcurrentHashMap;

/** Answers each path in its own way, whatever that is, on loopback; a connection has one answer. */
final class CannedServer implements Closeable {
  /** Writes an answer, head and all; may go on until the client is gone. */
  interface Answer {
    void write(OutputStream out) throws IOException;
  }

  private final ServerSocket socket;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  CannedServer() {
    try {
      socket = new ServerSocket(0, 100, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  void at(String path, Answer answer) {
    answers.put(path, answer);
  }

  /** A body of known length, in a piece for each event. */
  void at(String path, int status, String body) {
    at(path, status, body, body.getBytes(StandardCharsets.UTF_8).length);
  }

  /** With a length that need not be true. */
  void at(String path, int status, String body, int length) {
    at(
        path,
        out -> {
          head(out, status, "Content-Length: " + length);
          out.write(body.getBytes(StandardCharsets.UTF_8));
        });
  }

  static void head(OutputStream out, int status, String... fields) throws IOException {
    String head =
        "HTTP/1.1 " + status + " X\r\nConnection: close\r\n" + String.join("\r\n", fields);
    out.write((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        daemon(() -> serve(client));
      }
    } catch (IOException closed) {
      // That is how it ends.
    }
  }

  private void serve(Socket client) {
    try (Socket open = client;
        OutputStream out = new BufferedOutputStream(open.getOutputStream(), 1 << 16)) {
      InputStream in = open.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      String length = head.toString().replaceFirst("(?is).*\r\ncontent-length: (\\d+).*", "$1");
      in.readNBytes(Integer.parseInt(length));
      answers.get(head.substring(head.indexOf("/") + 1, head.indexOf(" HTTP/"))).write(out);
    } catch (IOException clientGone) {
      // It may.
    }
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
    Thread thread = new Thread(work, "canned-server");
    thread.setDaemon(true);
    thread.start();
  }
}
