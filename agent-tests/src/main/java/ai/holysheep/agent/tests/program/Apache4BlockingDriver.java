package ai.holysheep.agent.tests.program;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;

/** What the blocking clients of Apache HttpClient 4 share, by what 4.0 has. */
abstract class Apache4BlockingDriver extends ClientDriver {
  Apache4BlockingDriver(String url, Transcript out) {
    super(url, out);
  }

  /** By the interface, since later versions' methods return more. */
  abstract HttpClient client();

  /** Gives the request the call's time-outs. */
  abstract void configure(HttpRequestBase request, ClientCall call);

  void showPool() {}

  // By the interface, since later versions' classes of requests abort in a superclass.
  @Override
  void make(ClientCall call) throws Exception {
    HttpUriRequest request = request(call);
    try {
      HttpResponse response = execute(request);
      try {
        read(response, call.reading, request::abort);
      } finally {
        close(response, request, call.reading);
      }
    } finally {
      showPool();
    }
  }

  /** Gives the connection back, or closes it. */
  void close(HttpResponse response, HttpUriRequest request, Reading reading) throws IOException {
    ((Closeable) response).close();
  }

  @Override
  void makeAndCancel(ClientCall call, Wait atGateway) throws Exception {
    HttpUriRequest request = request(call);
    cancelInBackground(
        () -> client().execute(request),
        atGateway,
        () -> {
          request.abort();
          return request.isAborted();
        });
  }

  @Override
  @Nullable String leftOut(String step) {
    return step.equals("async") ? "it has no asynchronous call" : null;
  }

  HttpRequestBase request(ClientCall call) {
    HttpRequestBase request = build(call);
    configure(request, call);
    return request;
  }

  static HttpRequestBase build(ClientCall call) {
    Request request = new Request(call.method);
    request.setURI(URI.create(call.url));
    call.headers.forEach(request::setHeader);
    if (call.body.length > 0) {
      request.setEntity(
          call.chunked
              ? new InputStreamEntity(new ByteArrayInputStream(call.body), -1)
              : new ByteArrayEntity(call.body));
    }
    return request;
  }

  HttpResponse execute(HttpUriRequest request) throws IOException {
    HttpResponse response = client().execute(request);
    head(response);
    return response;
  }

  void head(HttpResponse response) throws IOException {
    out.value("response", response.getClass().getName() + " " + response.getStatusLine());
    for (Header header : response.getAllHeaders()) {
      out.value(
          "header " + header.getName(),
          header.getName().equals("Date") ? "of today" : header.getValue());
    }
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      out.value("entity", entity.getClass().getName());
      out.value("length", entity.getContentLength() + " chunked: " + entity.isChunked());
      out.value("repeatable", entity.isRepeatable() + " streaming: " + entity.isStreaming());
      out.value("encoding", entity.getContentEncoding());
    }
  }

  void read(HttpResponse response, Reading reading, Reading.Cancellation cancellation)
      throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return;
    }
    InputStream in = entity.getContent();
    out.value("content", in.getClass().getName());
    if (reading == Reading.WHOLE) {
      out.body(whole(entity, in));
    } else {
      reading.read(in, out, cancellation);
    }
  }

  byte[] whole(HttpEntity entity, InputStream in) throws IOException {
    return EntityUtils.toByteArray(entity);
  }

  /** Of any method. */
  private static final class Request extends HttpEntityEnclosingRequestBase {
    private final String method;

    Request(String method) {
      this.method = method;
    }

    @Override
    public String getMethod() {
      return method;
    }
  }
}
