package ai.holysheep.agent.tests.program;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** What the blocking clients of Apache HttpClient 5 share. */
// execute(request) is deprecated for handlers' sake, and what legacy services call.
@SuppressWarnings("deprecation")
abstract class Apache5BlockingDriver extends ClientDriver {
  final PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();

  Apache5BlockingDriver(String url, Transcript out) {
    super(url, out);
  }

  /** The client that has this call's settings. */
  abstract CloseableHttpClient client(ClientCall call);

  @Override
  void make(ClientCall call) throws Exception {
    HttpUriRequestBase request = request(call);
    try (CloseableHttpResponse response = execute(call, request)) {
      read(response, call.reading, request::cancel);
    } finally {
      out.value("pool", pool.getTotalStats());
    }
  }

  @Override
  void makeAndCancel(ClientCall call, Wait atGateway) throws Exception {
    HttpUriRequestBase request = request(call);
    cancelInBackground(
        () -> client(call).execute(request, HttpClientContext.create()),
        atGateway,
        request::cancel);
  }

  @Override
  @Nullable String leftOut(String step) {
    switch (step) {
      case "unread-and-unfinished":
      case "closed-early":
        return "it reads the rest of a body before it closes";
      case "async":
        return "it has no asynchronous call";
      default:
        return null;
    }
  }

  CloseableHttpResponse execute(ClientCall call, HttpUriRequestBase request) throws IOException {
    CloseableHttpResponse response = client(call).execute(request, HttpClientContext.create());
    head(response);
    return response;
  }

  void read(ClassicHttpResponse response, Reading reading, Reading.Cancellation cancellation)
      throws Exception {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return;
    }
    InputStream in = entity.getContent();
    out.value("content", in.getClass().getName());
    if (reading == Reading.WHOLE) {
      out.body(EntityUtils.toByteArray(entity));
    } else {
      reading.read(in, out, cancellation);
    }
  }

  static HttpUriRequestBase request(ClientCall call) {
    HttpUriRequestBase request = new HttpUriRequestBase(call.method, URI.create(call.url));
    call.headers.forEach(request::setHeader);
    if (call.body.length > 0) {
      request.setEntity(entity(call));
    }
    RequestConfig.Builder config =
        RequestConfig.custom().setExpectContinueEnabled(call.expectContinue);
    if (call.proxyPort > 0) {
      config.setProxy(new HttpHost("127.0.0.1", call.proxyPort));
    }
    if (call.timeoutMillis > 0) {
      config.setResponseTimeout(Timeout.ofMilliseconds(call.timeoutMillis));
    }
    if (call.connectTimeoutMillis > 0) {
      config.setConnectTimeout(Timeout.ofMilliseconds(call.connectTimeoutMillis));
    }
    request.setConfig(config.build());
    return request;
  }

  private static HttpEntity entity(ClientCall call) {
    return call.chunked
        ? new InputStreamEntity(new ByteArrayInputStream(call.body), ContentType.APPLICATION_JSON)
        : new ByteArrayEntity(call.body, ContentType.APPLICATION_JSON);
  }

  void head(ClassicHttpResponse response) {
    out.value(
        "response",
        response.getClass().getName() + " " + response.getVersion() + " " + response.getCode());
    for (Header header : response.getHeaders()) {
      out.value("header " + header.getName(), header.getValue());
    }
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      out.value("entity", entity.getClass().getName());
      out.value("length", entity.getContentLength() + " chunked: " + entity.isChunked());
      out.value("repeatable", entity.isRepeatable() + " streaming: " + entity.isStreaming());
      out.value("encoding", entity.getContentEncoding());
    }
  }
}
