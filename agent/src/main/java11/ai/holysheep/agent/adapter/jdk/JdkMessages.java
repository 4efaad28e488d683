package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.exchange.HttpMessages;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the requests and responses of {@code java.net.http}. */
final class JdkMessages extends HttpMessages<HttpRequest, ResponseInfo> {
  JdkMessages() {
    super("java.net.http");
  }

  @Override
  protected @Nullable String path(HttpRequest request) {
    return request.uri().getRawPath();
  }

  @Override
  protected @Nullable String header(HttpRequest request, String name) {
    return first(request.headers(), name);
  }

  @Override
  protected @Nullable String query(HttpRequest request) {
    return request.uri().getRawQuery();
  }

  @Override
  protected int status(ResponseInfo response) {
    return response.statusCode();
  }

  @Override
  protected @Nullable String responseHeader(ResponseInfo response, String name) {
    return first(response.headers(), name);
  }

  /** Avoids {@code HttpHeaders.firstValue}: it makes a stream, the largest cost here. */
  static @Nullable String first(HttpHeaders headers, String name) {
    List<String> values = headers.map().get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }
}
