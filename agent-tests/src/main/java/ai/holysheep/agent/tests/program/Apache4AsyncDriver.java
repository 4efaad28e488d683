package ai.holysheep.agent.tests.program;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.impl.nio.conn.PoolingNHttpClientConnectionManager;
import org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;

/** HttpAsyncClient 4.0 and 4.1. */
final class Apache4AsyncDriver extends ClientDriver {
  private final PoolingNHttpClientConnectionManager pool;
  private final CloseableHttpAsyncClient client;

  /** How long to wait for connections that are in use. */
  private int secondsUntilIdle = PATIENCE_SECONDS;

  Apache4AsyncDriver(String url, Transcript out) throws Exception {
    super(url, out);
    pool = new PoolingNHttpClientConnectionManager(new DefaultConnectingIOReactor());
    client = HttpAsyncClients.custom().setConnectionManager(pool).build();
    client.start();
  }

  static HttpRequestBase request(ClientCall call) {
    HttpRequestBase request = Apache4BlockingDriver.build(call);
    request.setConfig(Apache4Driver.config(call));
    return request;
  }

  @Override
  void make(ClientCall call) throws Exception {
    FirstCallback callback = new FirstCallback();
    try {
      show(await(client.execute(request(call), new Recorder(callback))), call.reading);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    } finally {
      awaitEnd(callback);
    }
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  void makeAndCancel(ClientCall call, Wait atGateway) throws Exception {
    FirstCallback callback = new FirstCallback();
    Future<HttpResponse> future = client.execute(request(call), new Recorder(callback));
    atGateway.await();
    cancel(future, callback);
  }

  void cancel(Future<?> future, FirstCallback callback) throws Exception {
    out.value("cancelled", future.cancel(true));
    // Up to 4.1 the connection is in use until the server closes it.
    secondsUntilIdle = 5;
    awaitEnd(callback);
  }

  @Override
  @Nullable String leftOut(String step) {
    switch (step) {
      case "close-after-last":
      case "cancel-after-last":
      case "unread":
      case "unread-and-unfinished":
      case "closed-early":
      case "cancel-in-body":
        return "the whole body has been read when the response is there";
      case "async":
        return "every call is asynchronous";
      default:
        return null;
    }
  }

  /** When the connection is back in the pool, or closed. */
  void awaitEnd(FirstCallback callback) throws Exception {
    out.value("callback", callback.await());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsUntilIdle);
    while (pool.getTotalStats().getLeased() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    out.value("pool", pool.getTotalStats());
  }

  void show(HttpResponse response, Reading reading) throws Exception {
    out.value("response", response.getClass().getName() + " " + response.getStatusLine());
    for (org.apache.http.Header header : response.getAllHeaders()) {
      out.value("header " + header.getName(), header.getValue());
    }
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return;
    }
    out.value("entity", entity.getClass().getName() + " " + entity.getContentLength());
    out.value("chunked", entity.isChunked() + " repeatable: " + entity.isRepeatable());
    out.value("content", entity.getContent().getClass().getName());
    if (reading == Reading.WHOLE) {
      out.body(EntityUtils.toByteArray(entity));
    } else {
      reading.read(entity.getContent(), out, () -> {});
    }
  }

  static final class Recorder implements FutureCallback<HttpResponse> {
    private final FirstCallback callback;

    Recorder(FirstCallback callback) {
      this.callback = callback;
    }

    @Override
    public void completed(HttpResponse response) {
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

  @Override
  void ownSteps() throws Exception {
    new Apache4AsyncOwnSteps(this, client).run();
  }

  @Override
  void close() throws Exception {
    client.close();
  }
}
