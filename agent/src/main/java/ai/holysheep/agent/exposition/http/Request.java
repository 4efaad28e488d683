package ai.holysheep.agent.exposition.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head of a request. Its body is never read. Immutable. */
public final class Request {
  private final String method;
  private final RequestTarget target;
  private final List<Header> headers;
  private final boolean hasBody;
  private final boolean keepAlive;

  Request(
      String method,
      RequestTarget target,
      List<Header> headers,
      boolean hasBody,
      boolean keepAlive) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.hasBody = hasBody;
    this.keepAlive = keepAlive;
  }

  public String method() {
    return method;
  }

  /** With its percent-encoding decoded; empty if the target has no path. */
  public String path() {
    return target.path;
  }

  /** As the client sent it: percent-encoded. Each of its percent signs has two digits. */
  public @Nullable String rawQuery() {
    return target.query;
  }

  /**
   * The name and port by which the client addresses this server, or null: HTTP/1.0 may leave it
   * out.
   */
  public @Nullable String host() {
    return target.authority != null ? target.authority : header("Host");
  }

  /** The first value of a header field. */
  public @Nullable String header(String name) {
    for (Header header : headers) {
      if (header.name.equalsIgnoreCase(name)) {
        return header.value;
      }
    }
    return null;
  }

  /** All values of a header field, one for each line. */
  public List<String> headers(String name) {
    List<String> values = new ArrayList<>();
    for (Header header : headers) {
      if (header.name.equalsIgnoreCase(name)) {
        values.add(header.value);
      }
    }
    return values;
  }

  boolean hasBody() {
    return hasBody;
  }

  /** Whether the client would send another request on this connection. */
  boolean keepsAlive() {
    return keepAlive;
  }
}
