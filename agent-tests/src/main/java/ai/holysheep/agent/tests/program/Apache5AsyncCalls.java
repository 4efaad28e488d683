package ai.holysheep.agent.tests.program;

import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;

/** Calls of Apache HttpClient 5's asynchronous clients, whose connections are of one pool. */
final class Apache5AsyncCalls {
  private final Transcript out;
  private final PoolingAsyncClientConnectionManager pool;

  Apache5AsyncCalls(Transcript out, PoolingAsyncClientConnectionManager pool) {
    this.out = out;
    this.pool = pool;
  }

  static SimpleHttpRequest request(ClientCall call) {
    SimpleHttpRequest request = new SimpleHttpRequest(call.method, URI.create(call.url));
    call.headers.forEach(request::setHeader);
    // The client closes the connection if the response is there before it has begun to wait for it.
    request.setHeader("X-Fake-Delay-Ms", "20");
    if (call.body.length > 0) {
      request.setBody(call.body, ContentType.APPLICATION_JSON);
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

  void make(CloseableHttpAsyncClient client, SimpleHttpRequest request) throws Exception {
    FirstCallback callback = new FirstCallback();
    try {
      show(
          client
              .execute(request, new Recorder<>(callback))
              .get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    } finally {
      awaitEnd(callback);
    }
  }

  /** When the connection is back in the pool, or closed. */
  void awaitEnd(FirstCallback callback) throws Exception {
    out.value("callback", callback.await());
    awaitIdle();
  }

  void awaitIdle() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ClientDriver.PATIENCE_SECONDS);
    while (pool.getTotalStats().getLeased() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    out.value("pool", pool.getTotalStats());
  }

  void show(SimpleHttpResponse response) {
    out.value(
        "response",
        response.getClass().getName() + " " + response.getVersion() + " " + response.getCode());
    for (Header header : response.getHeaders()) {
      out.value("header " + header.getName(), header.getValue());
    }
    if (response.getBodyBytes() != null) {
      out.body(response.getBodyBytes());
    }
  }

  static final class Recorder<T> implements FutureCallback<T> {
    private final FirstCallback callback;

    Recorder(FirstCallback callback) {
      this.callback = callback;
    }

    @Override
    public void completed(T response) {
      callback.record("completed");
    }

    @Override
    public void failed(Exception e) {
      callback.record("failed " + e.getClass());
    }

    @Override
    public void cancelled() {
      callback.record("cancelled");
    }
  }
}
