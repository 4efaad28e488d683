package ai.holysheep.agent.tests.program;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import okhttp3.Cache;
import okhttp3.Credentials;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Challenges, redirects, time-outs and the pool of OkHttp 3.12 to 5.x. */
final class OkHttpMoreProgram implements Runnable {
  private final String url;
  private final Transcript out;
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .readTimeout(30, TimeUnit.SECONDS)
          .authenticator(
              (route, response) ->
                  response.request().header("Authorization") != null
                      ? null
                      : response
                          .request()
                          .newBuilder()
                          .header("Authorization", Credentials.basic("me", "secret"))
                          .build())
          .build();

  OkHttpMoreProgram(String url, Transcript out) {
    this.url = url;
    this.out = out;
  }

  @Override
  public void run() {
    out.step("challenge", "401/client_error 200/none", model -> read(post(model, "challenge")));
    out.step(
        "redirected-get",
        "",
        model -> {
          out.line("EXPECT unknown 307/none");
          out.line("EXPECT unknown 200/none");
          read(post(model, "redirect").get());
        });
    // All of it has been taken from the connection by then.
    out.step("half-read", "200/none", model -> readOne(post(model, "ok")));
    out.step("after-half-read", "200/none", model -> read(post(model, "ok")));
    out.step("half-read-of-more", "200/cancelled", model -> readOne(post(model, "slow-body")));
    out.step("after-half-read-of-more", "200/none", model -> read(post(model, "ok")));
    out.step("unread", "200/cancelled", model -> execute(post(model, "ok")).close());
    out.connectTimeout(
        nowhere ->
            client
                .newBuilder()
                .connectTimeout(300, TimeUnit.MILLISECONDS)
                .retryOnConnectionFailure(false)
                .build()
                .newCall(post("connect-timeout", "ok").url(nowhere).build())
                .execute());
    revalidated();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /** What was cached is confirmed: the wire had a 304, and no figures. */
  private void revalidated() {
    File folder = new File(System.getProperty("java.io.tmpdir"), "cached-" + System.nanoTime());
    OkHttpClient caching = client.newBuilder().cache(new Cache(folder, 1 << 20)).build();
    out.step(
        "revalidated",
        "",
        model -> {
          out.line("EXPECT unknown 200/none");
          out.line("EXPECT unknown 304/none");
          for (int i = 0; i < 2; i++) {
            Request request =
                new Request.Builder()
                    .url(url + "/v1/chat/completions")
                    .header("X-Fake-Scenario", "etag")
                    .build();
            try (Response response = caching.newCall(request).execute()) {
              out.value("status", response.code());
              out.value("cached", response.cacheResponse() != null);
              out.value("text", response.body().string());
            }
          }
          caching.cache().delete();
        });
  }

  private Request.Builder post(String model, String scenario) {
    return new Request.Builder()
        .url(url + "/v1/chat/completions")
        .header("X-Fake-Scenario", scenario)
        .post(RequestBody.create(MediaType.parse("application/json"), Body.json(model)));
  }

  private Response execute(Request.Builder request) throws IOException {
    Response response = client.newCall(request.build()).execute();
    out.value("status", response.code());
    for (Response prior = response.priorResponse(); prior != null; prior = prior.priorResponse()) {
      out.value("prior", prior.code() + " " + (prior.body() == null));
    }
    out.value("request", response.request().url().encodedPath());
    out.value("network", response.networkResponse() != null);
    return response;
  }

  private void read(Request.Builder request) throws IOException {
    try (Response response = execute(request)) {
      out.body(response.body().bytes());
    }
    pool();
  }

  private void readOne(Request.Builder request) throws IOException {
    try (InputStream in = execute(request).body().byteStream()) {
      out.value("first", in.read());
      out.value("mark", in.markSupported());
    }
    pool();
  }

  private void pool() {
    out.value(
        "pool",
        client.connectionPool().connectionCount()
            + " "
            + client.connectionPool().idleConnectionCount());
  }
}
