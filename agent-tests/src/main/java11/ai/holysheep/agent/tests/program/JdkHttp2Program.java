package ai.holysheep.agent.tests.program;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** {@code java.net.http} over HTTP/2, by TLS and by upgrade. */
final class JdkHttp2Program extends Steps {
  private final String clear;
  private final HttpClient client = HttpClient.newHttpClient();

  JdkHttp2Program(String url, Transcript out) {
    super(url.replace("http:", "https:"), out);
    clear = url;
  }

  @Override
  String outcomes(String step, String usual) {
    // Its time-outs end with the answer's header fields.
    return step.equals("body-timeout") ? "left out" : usual;
  }

  private HttpRequest.Builder request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(call.url))
            .header("X-Fake-Scenario", call.scenario)
            .POST(BodyPublishers.ofByteArray(call.body));
    return call.timeoutMillis == 0
        ? request
        : request.timeout(Duration.ofMillis(call.timeoutMillis));
  }

  private HttpRequest.Builder ok(String model) {
    return request(call("ok", utf8(Body.json(model)), 0, Use.READ));
  }

  /** One of the things that only HTTP/2 can do, see the front's own list. */
  private HttpRequest.Builder front(String behaviour, String model) {
    return ok(model).header("X-Front", behaviour);
  }

  @Override
  void make(Call call) throws Exception {
    HttpResponse<InputStream> response =
        client.send(request(call).build(), BodyHandlers.ofInputStream());
    head(response);
    try (InputStream in = response.body()) {
      show(in, call.use);
    }
  }

  private void head(HttpResponse<?> response) {
    out.value("status", response.version() + " " + response.statusCode());
    out.headers(response.headers().map());
  }

  private int send(HttpRequest.Builder request) throws Exception {
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    head(response);
    out.body(response.body());
    return response.statusCode();
  }

  @Override
  void more() throws Exception {
    upgrades();
    streams();
    pushes();
    retries();
    cancellations();
    webSocket();
  }

  private void upgrades() {
    for (String step : new String[] {"upgraded", "upgraded-before"}) {
      out.step(step, "200/none", model -> send(clearly(ok(model))));
    }
  }

  private HttpRequest.Builder clearly(HttpRequest.Builder request) {
    return request.uri(URI.create(clear + "/v1/chat/completions"));
  }

  private void streams() {
    out.step(
        "streams",
        "200/none 200/none 200/none 200/none",
        model -> {
          List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            all.add(client.sendAsync(ok(model).build(), BodyHandlers.ofString()));
          }
          for (CompletableFuture<HttpResponse<String>> one : all) {
            out.value("status", one.get(10, TimeUnit.SECONDS).statusCode());
          }
        });
    if (Runtime.version().feature() >= 17) {
      // JDK 11 takes trailers for an error, and a hint for the answer.
      out.step("trailers", "200/none", model -> send(front("trailers", model)));
      out.step("hints", "200/none", model -> send(front("hints", model)));
    }
    out.step("continue", "200/none", model -> send(ok(model).expectContinue(true)));
    out.step(
        "one-shot",
        "200/none",
        model -> {
          InputStream once = new ByteArrayInputStream(Body.large(model));
          send(ok(model).POST(BodyPublishers.ofInputStream(() -> once)));
        });
    out.step(
        "head",
        "",
        model -> {
          out.line("EXPECT unknown 200/none");
          send(ok(model).method("HEAD", BodyPublishers.noBody()));
        });
  }

  /** A pushed answer is none that anybody asked for, and counts for nothing. */
  private void pushes() {
    out.step(
        "push-collected",
        "200/none",
        model -> {
          ConcurrentMap<HttpRequest, CompletableFuture<HttpResponse<String>>> pushed =
              new ConcurrentHashMap<>();
          pushed(model, PushPromiseHandler.of(any -> BodyHandlers.ofString(), pushed));
          for (Map.Entry<HttpRequest, CompletableFuture<HttpResponse<String>>> one :
              pushed.entrySet()) {
            pushed(one.getKey(), one.getValue().get(10, TimeUnit.SECONDS));
          }
        });
    out.step(
        "push-own-handler",
        "200/none",
        model -> {
          CompletableFuture<String> arrived = new CompletableFuture<>();
          pushed(
              model,
              (initiating, promised, acceptor) -> {
                out.value("initiating", initiating.getClass().getName() + " " + initiating);
                out.value(
                    "initiating publisher",
                    initiating.bodyPublisher().map(some -> some.getClass().getName()));
                BodyHandler<String> handler =
                    info -> {
                      out.value("push's info", info.getClass().getName());
                      return BodyHandlers.ofString().apply(info);
                    };
                out.value("promised", promised);
                acceptor.apply(handler).thenApply(HttpResponse::body).thenAccept(arrived::complete);
              });
          out.value("arrived", arrived.get(10, TimeUnit.SECONDS));
        });
    out.step("push-not-accepted", "200/none", model -> pushed(model, (a, b, c) -> {}));
    out.step("push-not-handled", "200/none", model -> send(front("push", model)));
  }

  private void pushed(String model, PushPromiseHandler<String> handler) throws Exception {
    HttpResponse<String> response =
        client
            .sendAsync(front("push", model).build(), BodyHandlers.ofString(), handler)
            .get(10, TimeUnit.SECONDS);
    out.value("status", response.statusCode());
    out.value("text", response.body());
  }

  private void pushed(HttpRequest request, HttpResponse<String> response) {
    out.value("pushed", request + " " + response.version() + " " + response.statusCode());
    out.value("pushed headers", response.headers().map());
    out.value("pushed text", response.body());
  }

  /** What it tries again by itself differs from version to version; it is one attempt. */
  private void retries() {
    for (String behaviour : new String[] {"refuse-once", "go-away-once"}) {
      out.step(
          behaviour,
          "",
          model -> {
            String outcome = "error/network";
            try {
              outcome = send(front(behaviour, model)) + "/none";
            } finally {
              out.line("EXPECT " + model + " " + outcome);
            }
          });
    }
    if (Runtime.version().feature() >= 25) {
      // Earlier ones give up whatever the connection has on its way.
      out.step("last", "200/none", model -> send(front("last", model)));
      out.step("after-last", "200/none", model -> send(ok(model)));
    }
    out.step("drop", "200/network", model -> send(front("drop", model)));
    out.step("after-drop", "200/none", model -> send(ok(model)));
  }

  private void cancellations() {
    out.step(
        "cancel-early",
        "cancelled/cancelled",
        model -> {
          HttpRequest slow = request(call("slow", utf8(Body.json(model)), 0, Use.READ)).build();
          CompletableFuture<?> future = client.sendAsync(slow, BodyHandlers.ofString());
          out.awaitAtGateway(model);
          out.value("cancelled", future.cancel(true));
          out.value("done", future.handle((answer, e) -> e != null).get(5, TimeUnit.SECONDS));
        });
  }

  private void webSocket() {
    out.step(
        "web-socket",
        "",
        model -> {
          CompletableFuture<String> heard = new CompletableFuture<>();
          WebSocket socket =
              client
                  .newWebSocketBuilder()
                  .buildAsync(
                      URI.create(clear.replace("http:", "ws:") + "/v1/realtime"),
                      new Listener(heard))
                  .get(10, TimeUnit.SECONDS);
          out.value("class", socket.getClass().getName());
          socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
          out.value("heard", heard.get(10, TimeUnit.SECONDS));
          socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        });
  }

  private static final class Listener implements WebSocket.Listener {
    private final CompletableFuture<String> heard;

    Listener(CompletableFuture<String> heard) {
      this.heard = heard;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.complete(text.toString());
      return null;
    }
  }
}
