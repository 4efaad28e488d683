package ai.holysheep.agent.tests.program;

import feign.AsyncFeign;
import feign.Client;
import feign.DefaultClient;
import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.Response;
import feign.hc5.ApacheHttp5Client;
import feign.hc5.AsyncApacheHttp5Client;
import feign.okhttp.OkHttpClient;
import java.util.concurrent.CompletableFuture;

/** Feign over its default client and over three others. */
final class FeignProgram extends Sdk {
  /** An interface as an application declares it. */
  @Headers({"Content-Type: application/json", "X-Fake-Scenario: {scenario}"})
  interface Gateway {
    @RequestLine("POST /v1/chat/completions")
    String ask(@Param("scenario") String scenario, String body);

    @RequestLine("POST /v1/chat/completions")
    Response stream(@Param("scenario") String scenario, String body);
  }

  /** The asynchronous form of {@link Gateway}. */
  @Headers({"Content-Type: application/json", "X-Fake-Scenario: {scenario}"})
  interface AsyncGateway {
    @RequestLine("POST /v1/chat/completions")
    CompletableFuture<String> ask(@Param("scenario") String scenario, String body);
  }

  FeignProgram(String url, Transcript out) {
    super(url, out);
  }

  @Override
  public void run() {
    over("default", new DefaultClient(null, null));
    over("okhttp", new OkHttpClient());
    over("hc5", new ApacheHttp5Client());
    // Feign's own retries look like new calls to the client, Apache's own do not.
    for (Client client : new Client[] {new DefaultClient(null, null), new OkHttpClient()}) {
      String name = "repeated-" + (client instanceof OkHttpClient ? "okhttp" : "default");
      stepOfUnknownRetries(
          name,
          "429/rate_limit",
          "200/none",
          model -> answer(gateway(client).ask("rate-limit-once", Body.json(model))));
    }
    out.step(
        "repeated-hc5",
        "429/rate_limit 200/none",
        model -> answer(gateway(new ApacheHttp5Client()).ask("rate-limit-once", Body.json(model))));
    out.step("async", "200/none", model -> answer(async("ok", model).join()));
    out.step(
        "async-refused", "400/client_error", model -> answer(async("client-error", model).join()));
  }

  /** A new client for each call: when a connection can be reused is a race inside the client. */
  private CompletableFuture<String> async(String scenario, String model) {
    return AsyncFeign.<org.apache.hc.client5.http.protocol.HttpClientContext>builder()
        .client(new AsyncApacheHttp5Client())
        .target(AsyncGateway.class, url)
        .ask(scenario, Body.json(model));
  }

  private void over(String name, Client client) {
    Gateway gateway = gateway(client);
    out.step(name, "200/none", model -> answer(gateway.ask("ok", Body.json(model))));
    out.step(
        name + "-stream",
        "200/none",
        model -> {
          try (Response response = gateway.stream("ok", Body.stream(model))) {
            out.value("status", response.status());
            out.body(Body.all(response.body().asInputStream()));
          }
        });
    out.step(
        name + "-refused",
        "400/client_error",
        model -> answer(gateway.ask("client-error", Body.json(model))));
    out.step(
        name + "-given-up",
        "500/server_error",
        model -> answer(gateway.ask("server-error", Body.json(model))));
    out.step(name + "-last", "200/none", model -> answer(gateway.ask("ok", Body.json(model))));
  }

  private Gateway gateway(Client client) {
    return Feign.builder().client(client).target(Gateway.class, url);
  }

  private void answer(String text) {
    out.value("answer", text);
  }
}
