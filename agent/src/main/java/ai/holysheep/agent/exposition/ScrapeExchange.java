package ai.holysheep.agent.exposition;

import ai.holysheep.agent.exposition.http.Request;
import ai.holysheep.agent.exposition.http.Response;
import io.prometheus.metrics.exporter.common.PrometheusHttpExchange;
import io.prometheus.metrics.exporter.common.PrometheusHttpRequest;
import io.prometheus.metrics.exporter.common.PrometheusHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets client_java's handler respond into memory, so that no client can hold it up. */
final class ScrapeExchange
    implements PrometheusHttpExchange, PrometheusHttpRequest, PrometheusHttpResponse {
  private final Request request;
  private final Body body = new Body();
  private final List<String> headers = new ArrayList<>();
  private int status = 500;
  private @Nullable Exception failure;

  ScrapeExchange(Request request) {
    this.request = request;
  }

  /** What the handler caught. */
  @Nullable Exception failure() {
    return failure;
  }

  /** How many bytes the handler has written. */
  int size() {
    return body.size();
  }

  /** A new response with the body that the handler wrote. All of them share its bytes. */
  Response response() {
    Response response = new Response(status, body.bytes(), body.size());
    for (int i = 0; i < headers.size(); i += 2) {
      response.with(headers.get(i), headers.get(i + 1));
    }
    return response;
  }

  @Override
  public PrometheusHttpRequest getRequest() {
    return this;
  }

  @Override
  public PrometheusHttpResponse getResponse() {
    return this;
  }

  @Override
  public void handleException(IOException e) {
    failure = e;
  }

  @Override
  public void handleException(RuntimeException e) {
    failure = e;
  }

  @Override
  public void close() {}

  @Override
  public @Nullable String getQueryString() {
    return request.rawQuery();
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return Collections.enumeration(request.headers(name));
  }

  /** HEAD gets the same response as GET: the server leaves its body out. */
  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getRequestPath() {
    return request.path();
  }

  @Override
  public void setHeader(String name, String value) {
    // The server knows the length itself.
    if (!name.equalsIgnoreCase("Content-Length")) {
      headers.add(name);
      headers.add(value);
    }
  }

  @Override
  public OutputStream sendHeadersAndGetBody(int statusCode, int contentLength) {
    status = statusCode;
    return body;
  }

  private static final class Body extends ByteArrayOutputStream {
    /** Not a copy. */
    byte[] bytes() {
      return buf;
    }
  }
}
