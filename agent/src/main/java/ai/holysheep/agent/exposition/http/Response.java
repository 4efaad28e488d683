package ai.holysheep.agent.exposition.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response with its whole body. Only the thread of its connection uses it. */
public final class Response {
  private static final byte[] EMPTY = {};

  private final int status;
  private final byte[] body;
  private final int length;
  private final List<Header> headers = new ArrayList<>();
  private @Nullable Runnable onEnd;

  /**
   * @param body is not copied
   * @param length how many bytes of it are sent
   */
  public Response(int status, byte[] body, int length) {
    this.status = status;
    this.body = body;
    this.length = length;
  }

  /** A status with a sentence for people. */
  public static Response text(int status, String sentence) {
    byte[] body = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    return new Response(status, body, body.length)
        .with("Content-Type", "text/plain; charset=utf-8");
  }

  /** Adds a header field. Neither name nor value may come from a client. */
  public Response with(String name, String value) {
    headers.add(new Header(name, value));
    return this;
  }

  /** Is run once, when the response has been sent or has failed. */
  public Response onEnd(Runnable action) {
    onEnd = action;
    return this;
  }

  /** Whether its status is that of an error. */
  boolean isRefusal() {
    return status >= 400;
  }

  /**
   * Writes the response. HEAD gets the same head as GET, and no body.
   *
   * @param request null if it could not be parsed
   */
  void write(OutputStream out, @Nullable Request request, boolean keepAlive) throws IOException {
    boolean head = request != null && request.method().equals("HEAD");
    out.write(head(keepAlive));
    out.write(head ? EMPTY : body, 0, head ? 0 : length);
    out.flush();
  }

  void end() {
    Runnable action = onEnd;
    onEnd = null;
    if (action != null) {
      action.run();
    }
  }

  private byte[] head(boolean keepAlive) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    line(head, "HTTP/1.1 " + status + " " + reason(status));
    line(head, "Date: " + HttpDate.now());
    for (Header header : headers) {
      line(head, header.name + ": " + header.value);
    }
    line(head, "Content-Length: " + length);
    line(head, "X-Content-Type-Options: nosniff");
    line(head, "Cache-Control: no-store");
    line(head, "Cross-Origin-Resource-Policy: same-origin");
    line(head, keepAlive ? "Connection: keep-alive" : "Connection: close");
    line(head, "");
    return head.toByteArray();
  }

  private static void line(ByteArrayOutputStream head, String text) throws IOException {
    head.write(text.getBytes(StandardCharsets.ISO_8859_1));
    head.write('\r');
    head.write('\n');
  }

  private static String reason(int status) {
    switch (status) {
      case 200:
        return "OK";
      case 400:
        return "Bad Request";
      case 401:
        return "Unauthorized";
      case 403:
        return "Forbidden";
      case 404:
        return "Not Found";
      case 405:
        return "Method Not Allowed";
      case 414:
        return "URI Too Long";
      case 431:
        return "Request Header Fields Too Large";
      case 500:
        return "Internal Server Error";
      case 503:
        return "Service Unavailable";
      case 505:
        return "HTTP Version Not Supported";
      default:
        // RFC 9112 allows a status without a reason.
        return "";
    }
  }
}
