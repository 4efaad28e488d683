package ai.holysheep.agent.tests.program;

import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.jspecify.annotations.Nullable;

/** Apache HttpClient 4.3 to 4.5. */
final class Apache4Driver extends Apache4BlockingDriver {
  private final PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(pool)
          .setRetryHandler(new DefaultHttpRequestRetryHandler(0, false))
          .addInterceptorLast(this::intercept)
          .build();

  Apache4Driver(String url, Transcript out) {
    super(url, out);
  }

  private void intercept(HttpResponse response, Object context) {
    HttpEntity entity = response.getEntity();
    out.value(
        "intercepted",
        response.getStatusLine() + " " + (entity == null ? null : entity.getClass().getName()));
  }

  @Override
  HttpClient client() {
    return client;
  }

  @Override
  void configure(HttpRequestBase request, ClientCall call) {
    request.setConfig(config(call));
  }

  static RequestConfig config(ClientCall call) {
    return RequestConfig.custom()
        .setSocketTimeout(call.timeoutMillis)
        .setConnectTimeout(call.connectTimeoutMillis)
        .setExpectContinueEnabled(call.expectContinue)
        .setProxy(call.proxyPort > 0 ? new HttpHost("127.0.0.1", call.proxyPort) : null)
        .build();
  }

  @Override
  @Nullable String leftOut(String step) {
    return leftOutSince43(step, super.leftOut(step));
  }

  static @Nullable String leftOutSince43(String step, @Nullable String other) {
    switch (step) {
      case "handshake-timeout":
      case "tunnel-timeout":
        return "a request's own time-outs begin after that";
      default:
        return other;
    }
  }

  @Override
  void showPool() {
    out.value("pool", pool.getTotalStats());
  }

  @Override
  void ownSteps() throws Exception {
    new Apache4OwnSteps(this).run();
  }

  @Override
  void close() throws Exception {
    client.close();
  }
}
