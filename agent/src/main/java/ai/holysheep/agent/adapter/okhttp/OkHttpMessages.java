package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exchange.HttpMessages;
import java.util.Objects;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Reads OkHttp's requests and responses. */
final class OkHttpMessages extends HttpMessages<Request, Response> {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  OkHttpMessages() {
    super("okhttp");
  }

  static boolean isWatched(Request request) {
    HttpUrl url = request.url();
    return Exchanges.isWatched(null, url.host(), url.port());
  }

  @Override
  protected @Nullable String path(Request request) {
    return request.url().encodedPath();
  }

  @Override
  protected @Nullable String header(Request request, String name) {
    // Of several fields, request.header(name) returns the last one.
    Headers headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      if (headers.name(i).equalsIgnoreCase(name)) {
        return headers.value(i);
      }
    }
    return null;
  }

  @Override
  protected @Nullable String query(Request request) {
    return request.url().encodedQuery();
  }

  @Override
  protected int status(Response response) {
    return response.code();
  }

  @Override
  protected @Nullable String responseHeader(Response response, String name) {
    return response.header(name);
  }

  /** Whether the response came by HTTP: not from the cache, and not for a WebSocket. */
  static boolean isFromNetwork(@Nullable Response response) {
    Response network = response == null ? null : response.networkResponse();
    return network != null && network.code() != SWITCHING_PROTOCOLS;
  }

  /** Reports a response for which {@link #isFromNetwork} is true. */
  void respond(Exchange exchange, Response response) {
    // The application may get a cached response that the gateway confirmed with a 304.
    Response network = Objects.requireNonNull(response.networkResponse());
    if (!exchange.hasResponse()) {
      responseHeaders(exchange, network);
    }
    ResponseBody body = response.body();
    if (body == null || isEmpty(response, body, network.code())) {
      exchange.responseEnd();
    } else {
      // If the agent has failed to see the body's source.
      exchange.endWhenCollectedUnlessTracked(body);
    }
  }

  private static boolean isEmpty(Response response, ResponseBody body, int status) {
    return body.contentLength() == 0
        || status == NO_CONTENT
        || status == NOT_MODIFIED
        || response.request().method().equals("HEAD");
  }
}
