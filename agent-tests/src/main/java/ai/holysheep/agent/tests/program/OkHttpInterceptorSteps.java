package ai.holysheep.agent.tests.program;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Interceptors of the application's above and below the agent. */
final class OkHttpInterceptorSteps {
  private final OkHttpDriver driver;
  private final Transcript out;
  private final OkHttpClient client;

  OkHttpInterceptorSteps(OkHttpDriver driver, OkHttpClient client) {
    this.driver = driver;
    out = driver.out;
    this.client = client;
  }

  void run() {
    out.step(
        "interceptors",
        "200/none",
        model ->
            make(
                client
                    .newBuilder()
                    .addInterceptor(chain -> intercept("application", chain, false))
                    .addNetworkInterceptor(chain -> intercept("network", chain, false)),
                driver.call("interceptors").scenario("gzip")));
    out.step(
        "reading-interceptor",
        "200/none",
        model ->
            make(
                client
                    .newBuilder()
                    .addNetworkInterceptor(chain -> intercept("network", chain, true)),
                driver.call("reading-interceptor")));
    out.step(
        "retrying-interceptor",
        "429/rate_limit 200/none",
        model ->
            make(
                client.newBuilder().addInterceptor(OkHttpInterceptorSteps::retry),
                driver.call("retrying-interceptor").scenario("rate-limit")));
    out.step(
        "throwing-interceptor",
        "",
        model -> {
          out.expect("unknown", "cancelled/cancelled");
          make(
              client.newBuilder().addNetworkInterceptor(OkHttpInterceptorSteps::fail),
              driver.call("throwing-interceptor").header("X-Stainless-Retry-Count", "0"));
        });
  }

  private void make(OkHttpClient.Builder builder, ClientCall call) throws IOException {
    driver.show(
        builder.build().newCall(OkHttpDriver.request(call)).execute(), call.reading, () -> {});
  }

  private static Response fail(Interceptor.Chain chain) {
    throw new IllegalStateException("the application's own");
  }

  private static Response retry(Interceptor.Chain chain) throws IOException {
    Response first = chain.proceed(chain.request());
    if (first.code() != 429) {
      return first;
    }
    first.body().close();
    return chain.proceed(
        chain
            .request()
            .newBuilder()
            .header("X-Fake-Scenario", "ok")
            .header("X-Stainless-Retry-Count", "1")
            .build());
  }

  private Response intercept(String where, Interceptor.Chain chain, boolean reads)
      throws IOException {
    out.value(
        where + " request body",
        chain.request().body().getClass().getName() + " " + chain.request().body().contentLength());
    Response response = chain.proceed(chain.request());
    out.value(
        where + " response body",
        response.body().getClass().getName() + " " + response.body().contentLength());
    if (reads) {
      response.body().source().request(Long.MAX_VALUE);
      out.value(where + " buffered", response.body().source().buffer().size());
    }
    return response;
  }
}
