package ai.holysheep.agent.tests.program;

import java.util.concurrent.CompletableFuture;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.http.Header;
import retrofit2.http.POST;
import retrofit2.http.Streaming;

/** Retrofit over OkHttp. */
final class RetrofitProgram extends Sdk {
  /** An interface as an application declares it. */
  interface Gateway {
    @POST("v1/chat/completions")
    Call<ResponseBody> ask(
        @Header("X-Fake-Scenario") String scenario, @retrofit2.http.Body RequestBody body);

    @POST("v1/chat/completions")
    CompletableFuture<ResponseBody> askAsync(
        @Header("X-Fake-Scenario") String scenario, @retrofit2.http.Body RequestBody body);

    @Streaming
    @POST("v1/chat/completions")
    Call<ResponseBody> stream(
        @Header("X-Fake-Scenario") String scenario, @retrofit2.http.Body RequestBody body);
  }

  private final Gateway gateway;

  RetrofitProgram(String url, Transcript out) {
    super(url, out);
    gateway = new Retrofit.Builder().baseUrl(url + "/").build().create(Gateway.class);
  }

  @Override
  public void run() {
    out.step("execute", "200/none", model -> show(gateway.ask("ok", json(model)).execute()));
    out.step(
        "future",
        "200/none",
        model -> out.body(gateway.askAsync("ok", json(model)).join().bytes()));
    out.step(
        "stream",
        "200/none",
        model -> show(gateway.stream("ok", body(Body.stream(model))).execute()));
    out.step(
        "refused",
        "429/rate_limit",
        model -> show(gateway.ask("rate-limit", json(model)).execute()));
    out.step(
        "refused-future",
        "500/server_error",
        model -> out.body(gateway.askAsync("server-error", json(model)).join().bytes()));
    out.step("cut", "200/network", model -> show(gateway.ask("cut-body", json(model)).execute()));
    out.step(
        "closed-early",
        "200/cancelled",
        model -> {
          try (ResponseBody body = gateway.stream("slow-body", json(model)).execute().body()) {
            out.value("first", body.byteStream().read());
          }
        });
    out.step("last", "200/none", model -> show(gateway.ask("ok", json(model)).execute()));
  }

  private static RequestBody json(String model) {
    return body(Body.json(model));
  }

  private static RequestBody body(String text) {
    return RequestBody.create(text, MediaType.parse("application/json"));
  }

  private void show(Response<ResponseBody> response) throws java.io.IOException {
    out.value("status", response.code());
    out.headers(response.headers().toMultimap());
    try (ResponseBody body = response.isSuccessful() ? response.body() : response.errorBody()) {
      out.body(body.bytes());
    }
  }
}
