package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/**
 * A web application with clients of its own that leaves behind what web applications do: answers in
 * static fields that nobody reads, others that it has lost, calls in flight. Nothing of that keeps
 * its class loader alive.
 */
public final class WebApp {
  private static final int HASTE = 1500;

  /** As frameworks have it: threads that are made by a request's thread get this, too. */
  private static final InheritableThreadLocal<WebApp> REQUEST = new InheritableThreadLocal<>();

  private static final OkHttpClient OKHTTP =
      new OkHttpClient.Builder()
          // Okio's watchdog sleeps until the end of a call's first time-out, though the call has
          // ended, and then for a minute: nothing can be collected before.
          .readTimeout(20, TimeUnit.SECONDS)
          // It looks for connections whose answer is lost as often as that.
          .connectionPool(new ConnectionPool(5, 1, TimeUnit.SECONDS))
          .build();
  private static final CloseableHttpClient APACHE4 = HttpClients.createDefault();
  private static final org.apache.hc.client5.http.impl.classic.CloseableHttpClient APACHE5 =
      org.apache.hc.client5.http.impl.classic.HttpClients.createDefault();

  private static final List<Object> HELD = new ArrayList<>();

  private WebApp() {}

  /** One request. */
  public static void serve(String url, String withJdkClient) throws Exception {
    REQUEST.set(new WebApp());
    try {
      List<String> clients = new ArrayList<>(Arrays.asList("apache4", "apache5", "urlconnection"));
      if (withJdkClient.equals("true")) {
        clients.add("java.net.http");
      }
      for (String client : clients) {
        Load.Caller caller = Callers.of(client, url);
        caller.call("ok", Body.json("done"), false, 60_000);
        inFlight(caller, HASTE);
      }
      okhttp(url, "ok", "done").body().string();
      okhttp(url, "slow-body", "lost").body().source().readByte();
      HELD.add(apache4(url, "held"));
      HELD.add(apache5(url, "held"));
      cancelledLater(url);
    } finally {
      REQUEST.remove();
    }
  }

  /** It ends by its time-out, when the application is no longer there. */
  private static void inFlight(Load.Caller caller, int timeoutMillis) {
    Thread thread =
        new Thread(
            () -> {
              try {
                caller.call("slow", Body.json("in-flight"), false, timeoutMillis);
              } catch (Exception asExpected) {
                // The gateway answers nothing.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static Response okhttp(String url, String scenario, String model) throws Exception {
    RequestBody body = RequestBody.create(MediaType.parse("application/json"), Body.json(model));
    return OKHTTP.newCall(request(url, scenario, body)).execute();
  }

  private static Request request(String url, String scenario, RequestBody body) {
    return new Request.Builder()
        .url(url + "/v1/chat/completions")
        .header("X-Fake-Scenario", scenario)
        .post(body)
        .build();
  }

  /** Returns when the request is on its way: cancelled before, it would be no attempt. */
  private static void cancelledLater(String url) throws Exception {
    CompletableFuture<Void> written = new CompletableFuture<>();
    RequestBody body =
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return MediaType.parse("application/json");
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8(Body.json("stopped"));
            written.complete(null);
          }
        };
    OKHTTP
        .newCall(request(url, "slow", body))
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                // As expected: stop() has cancelled it.
              }

              @Override
              public void onResponse(Call call, Response response) {
                response.close();
              }
            });
    written.get(10, TimeUnit.SECONDS);
  }

  private static CloseableHttpResponse apache4(String url, String model) throws Exception {
    HttpPost post = new HttpPost(url + "/v1/chat/completions");
    post.setHeader("X-Fake-Scenario", "slow-body");
    post.setEntity(new StringEntity(Body.json(model)));
    CloseableHttpResponse response = APACHE4.execute(post);
    response.getEntity().getContent().read();
    return response;
  }

  private static Object apache5(String url, String model) throws Exception {
    org.apache.hc.client5.http.classic.methods.HttpPost post =
        new org.apache.hc.client5.http.classic.methods.HttpPost(url + "/v1/chat/completions");
    post.setHeader("X-Fake-Scenario", "slow-body");
    post.setEntity(new org.apache.hc.core5.http.io.entity.StringEntity(Body.json(model)));
    org.apache.hc.core5.http.ClassicHttpResponse response = APACHE5.executeOpen(null, post, null);
    response.getEntity().getContent().read();
    return response;
  }

  /** Before it is undeployed. What it holds stays where it is. */
  public static void stop() throws Exception {
    CompletableFuture<Void> idle = new CompletableFuture<>();
    OKHTTP.dispatcher().setIdleCallback(() -> idle.complete(null));
    OKHTTP.dispatcher().cancelAll();
    if (OKHTTP.dispatcher().runningCallsCount() > 0) {
      idle.get(10, TimeUnit.SECONDS);
    }
    OKHTTP.dispatcher().executorService().shutdown();
    OKHTTP.connectionPool().evictAll();
  }
}
