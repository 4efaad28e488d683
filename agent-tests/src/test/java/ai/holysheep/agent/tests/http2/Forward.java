package ai.holysheep.agent.tests.http2;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One request to the gateway, over a connection of its own, and its answer as it comes. */
final class Forward implements Runnable, Closeable {
  /** Called on the thread that runs the request. */
  interface Receiver {
    void status(int status);

    void header(String name, String value);

    void body();

    void bytes(byte[] bytes);

    /** The response has ended, or broke off without an error. */
    void end();

    /** The gateway has reset the connection. */
    void reset();
  }

  private static final int PIECE = 4096;

  private final Socket socket;
  private final byte[] head;
  private final byte[] body;
  private final boolean headOnly;
  private final Receiver receiver;

  Forward(int port, String head, byte[] body, boolean headOnly, Receiver receiver)
      throws IOException {
    socket = new Socket("127.0.0.1", port);
    this.head = head.getBytes(StandardCharsets.ISO_8859_1);
    this.body = body;
    this.headOnly = headOnly;
    this.receiver = receiver;
  }

  @Override
  public void run() {
    try (Socket open = socket) {
      open.getOutputStream().write(head);
      open.getOutputStream().write(body);
      InputStream in = new BufferedInputStream(open.getInputStream());
      receiver.status(Integer.parseInt(line(in).split(" ")[1]));
      copyBody(in, copyHeaders(in));
      receiver.end();
    } catch (IOException e) {
      receiver.reset();
    }
  }

  /** Returns the body's length, or -1 if it is chunked. */
  private long copyHeaders(InputStream in) throws IOException {
    long length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String name = line.substring(0, line.indexOf(':'));
      String value = line.substring(line.indexOf(':') + 1).trim();
      if (name.equalsIgnoreCase("Transfer-Encoding")) {
        length = -1;
      } else {
        length = name.equalsIgnoreCase("Content-Length") ? Long.parseLong(value) : length;
        receiver.header(name, value);
      }
    }
    receiver.body();
    return headOnly ? 0 : length;
  }

  private void copyBody(InputStream in, long length) throws IOException {
    if (length >= 0) {
      copy(in, length);
      return;
    }
    for (long size = chunk(in); size > 0; size = chunk(in)) {
      copy(in, size);
      line(in);
    }
  }

  private static long chunk(InputStream in) throws IOException {
    return Long.parseLong(line(in), 16);
  }

  private void copy(InputStream in, long length) throws IOException {
    byte[] piece = new byte[PIECE];
    for (long left = length; left > 0; ) {
      int n = in.read(piece, 0, (int) Math.min(left, piece.length));
      if (n == -1) {
        return;
      }
      receiver.bytes(Arrays.copyOf(piece, n));
      left -= n;
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b == -1) {
        throw new EOFException();
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  /** Lets a gateway that is silent go on. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
