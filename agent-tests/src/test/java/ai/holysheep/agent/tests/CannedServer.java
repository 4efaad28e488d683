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

/** A server on loopback with a canned response for each path. Each connection gets one response. */
final class CannedServer implements Closeable {
  /** Writes a response with its head. It may write until the client closes the connection. */
  interface Response {
    void write(OutputStream out) throws IOException;
  }

  /** Has the response for every path that has none of its own. */
  static final String ANY_PATH = "";

  private final ServerSocket socket;
  private final Map<String, Response> responses = new ConcurrentHashMap<>();

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

  void respond(String path, Response response) {
    responses.put(path, response);
  }

  /** Responds with a body and its length. */
  void respond(String path, int status, String body) {
    respond(path, status, body, body.getBytes(StandardCharsets.UTF_8).length);
  }

  /** Responds with a body and any {@code Content-Length}. */
  void respond(String path, int status, String body, int length) {
    respond(
        path,
        out -> {
          writeHead(out, status, "Content-Length: " + length);
          out.write(body.getBytes(StandardCharsets.UTF_8));
        });
  }

  static void writeHead(OutputStream out, int status, String... fields) throws IOException {
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
      // The server was closed.
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
      String path = head.substring(head.indexOf("/") + 1, head.indexOf(" HTTP/"));
      Response response =
          responses.containsKey(path) ? responses.get(path) : responses.get(ANY_PATH);
      response.write(out);
    } catch (IOException clientGone) {
      // Tests with endless responses expect it.
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
