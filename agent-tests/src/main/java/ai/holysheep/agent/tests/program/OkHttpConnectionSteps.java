package ai.holysheep.agent.tests.program;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import okhttp3.Cache;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Challenges, redirects, the cache and the connections of OkHttp. */
final class OkHttpConnectionSteps {
  private final OkHttpDriver driver;
  private final Transcript out;

  /** With connections of its own, which are counted. */
  private final OkHttpClient client;

  OkHttpConnectionSteps(OkHttpDriver driver, OkHttpClient base) {
    this.driver = driver;
    out = driver.out;
    client =
        base.newBuilder()
            .connectionPool(new ConnectionPool())
            .authenticator((route, response) -> withCredentials(response))
            .build();
  }

  private static Request withCredentials(Response response) {
    return response.request().header("Authorization") != null
        ? null
        : response
            .request()
            .newBuilder()
            .header("Authorization", Credentials.basic("me", "secret"))
            .build();
  }

  void run() {
    out.step(
        "challenge",
        "401/client_error 200/none",
        model -> make(driver.call("challenge").scenario("challenge")));
    out.step(
        "redirected-get",
        "",
        model -> {
          out.expect("unknown", "307/none");
          out.expect("unknown", "200/none");
          make(driver.call("redirected-get").scenario("redirect").withoutBody("GET"));
        });
    out.step("cleartext-refused", "", model -> refuse(driver.call("cleartext-refused")));
    out.step("half-read", "200/none", model -> readOne(driver.call("half-read"), true));
    out.step("after-half-read", "200/none", model -> make(driver.call("after-half-read")));
    out.step(
        "half-read-of-more",
        "200/cancelled",
        model -> readOne(driver.call("half-read-of-more").scenario("slow-body"), false));
    out.step(
        "after-half-read-of-more",
        "200/none",
        model -> make(driver.call("after-half-read-of-more")));
    out.step(
        "unread-json",
        "200/cancelled",
        model -> execute(client, driver.call("unread-json")).body().close());
    client.connectionPool().evictAll();
  }

  void revalidate() {
    out.step("revalidated", "", model -> revalidate("revalidated"));
  }

  /** The client may use TLS alone, and sends nothing. */
  private void refuse(ClientCall call) throws IOException {
    OkHttpClient secure =
        client
            .newBuilder()
            .connectionSpecs(Collections.singletonList(ConnectionSpec.MODERN_TLS))
            .build();
    execute(secure, call).close();
  }

  private Response execute(OkHttpClient by, ClientCall call) throws IOException {
    Response response = by.newCall(OkHttpDriver.request(call)).execute();
    driver.head(response);
    return response;
  }

  private void make(ClientCall call) throws IOException {
    try (Response response = execute(client, call)) {
      out.body(response.body().bytes());
    }
    showPool();
  }

  /**
   * @param hasCome whether the whole body is with the client before it is closed: OkHttp itself
   *     waits for it 100 ms at most, and a busy machine takes longer
   */
  private void readOne(ClientCall call, boolean hasCome) throws IOException {
    try (ResponseBody body = execute(client, call).body()) {
      InputStream in = body.byteStream();
      out.value("first", in.read());
      if (hasCome) {
        body.source().request(Long.MAX_VALUE);
      }
      out.value("mark", in.markSupported());
    }
    showPool();
  }

  private void showPool() {
    ConnectionPool pool = client.connectionPool();
    out.value("pool", pool.connectionCount() + " idle: " + pool.idleConnectionCount());
  }

  /** The server confirms what was cached: the wire has a 304, and no usage. */
  private void revalidate(String step) throws IOException {
    out.expect("unknown", "200/none");
    out.expect("unknown", "304/none");
    File folder = new File(System.getProperty("java.io.tmpdir"), "cached-" + System.nanoTime());
    OkHttpClient caching =
        client
            .newBuilder()
            .connectionPool(new ConnectionPool())
            .cache(new Cache(folder, 1 << 20))
            .build();
    for (int i = 0; i < 2; i++) {
      ClientCall call = driver.call(step).scenario("etag").withoutBody("GET");
      try (Response response = execute(caching, call)) {
        out.value("cached", response.cacheResponse() != null);
        out.value("text", response.body().string());
      }
    }
    caching.cache().delete();
  }
}
