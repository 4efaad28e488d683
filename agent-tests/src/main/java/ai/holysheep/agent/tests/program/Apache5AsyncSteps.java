package ai.holysheep.agent.tests.program;

import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.util.Timeout;

/** What the programs of Apache HttpClient 5's asynchronous clients share. */
abstract class Apache5AsyncSteps extends Apache5Steps {
  Apache5AsyncSteps(String url, Transcript out) {
    super(url, out);
  }

  static SimpleHttpRequest request(Call call) {
    SimpleHttpRequest request = new SimpleHttpRequest("POST", URI.create(call.url));
    request.setHeader("X-Fake-Scenario", call.scenario);
    request.setBody(call.body, ContentType.APPLICATION_JSON);
    request.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(
                call.timeoutMillis == 0 ? null : Timeout.ofMilliseconds(call.timeoutMillis))
            .build());
    return request;
  }

  void make(CloseableHttpAsyncClient by, SimpleHttpRequest request) throws Exception {
    Told told = new Told();
    try {
      show(by.execute(request, new Callback<>(told)).get(10, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    } finally {
      settled(told);
    }
  }

  /** When the call is over for the client as well. */
  abstract void settled(Told told) throws Exception;

  void show(SimpleHttpResponse response) {
    head(response);
    if (response.getBodyBytes() != null) {
      out.body(response.getBodyBytes());
    }
  }

  Call ok(String model) {
    return call("ok", utf8(Body.json(model)), 0, Use.READ);
  }

  static final class Callback<T> implements FutureCallback<T> {
    private final Told told;

    Callback(Told told) {
      this.told = told;
    }

    @Override
    public void completed(T response) {
      told.tell("completed");
    }

    @Override
    public void failed(Exception e) {
      told.tell("failed " + e.getClass());
    }

    @Override
    public void cancelled() {
      told.tell("cancelled");
    }
  }
}
