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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** What HTTP/2 adds to {@code java.net.http}: by TLS, and by an upgrade. */
final class JdkHttp2OwnSteps {
  private final JdkHttp2Driver driver;
  private final String plainUrl;
  private final Transcript out;
  private final HttpClient client;

  JdkHttp2OwnSteps(JdkHttp2Driver driver, String plainUrl, HttpClient client) {
    this.driver = driver;
    this.plainUrl = plainUrl;
    out = driver.out;
    this.client = client;
  }

  private ClientCall ok(String model) {
    return driver.call(model.substring(Transcript.model("").length()));
  }

  /** What only HTTP/2 can do, see the front's own list. */
  private ClientCall front(String behaviour, String model) {
    return ok(model).header("X-Front", behaviour);
  }

  private int send(ClientCall call) throws Exception {
    return send(JdkDriver.request(call));
  }

  private int send(HttpRequest request) throws Exception {
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    driver.head(response);
    out.body(response.body());
    return response.statusCode();
  }

  void run() throws Exception {
    upgrades();
    streams();
    pushes();
    retries();
    webSocket();
  }

  private void upgrades() {
    for (String step : new String[] {"upgraded", "upgraded-before"}) {
      out.step(step, "200/none", model -> send(ok(model).url(plainUrl + "/v1/chat/completions")));
    }
  }

  private void streams() {
    out.step(
        "streams",
        "200/none 200/none 200/none 200/none",
        model -> {
          List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            all.add(client.sendAsync(JdkDriver.request(ok(model)), BodyHandlers.ofString()));
          }
          for (CompletableFuture<HttpResponse<String>> one : all) {
            out.value(
                "status", one.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode());
          }
        });
    for (String behaviour : new String[] {"trailers", "hints"}) {
      if (Runtime.version().feature() >= 17) {
        out.step(behaviour, "200/none", model -> send(front(behaviour, model)));
      } else {
        out.leftOut(behaviour, "JDK 11 takes trailers for an error, and a hint for the response");
      }
    }
    out.step(
        "one-shot",
        "200/none",
        model -> {
          InputStream once = new ByteArrayInputStream(Body.large(model));
          send(
              HttpRequest.newBuilder(URI.create(ok(model).url))
                  .POST(BodyPublishers.ofInputStream(() -> once))
                  .build());
        });
  }

  /** A pushed response belongs to no request of the application, and is not counted. */
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
            pushed(
                one.getKey(), one.getValue().get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
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
          out.value("arrived", arrived.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
        });
    out.step("push-not-accepted", "200/none", model -> pushed(model, (a, b, c) -> {}));
    out.step("push-not-handled", "200/none", model -> send(front("push", model)));
  }

  private void pushed(String model, PushPromiseHandler<String> handler) throws Exception {
    HttpResponse<String> response =
        client
            .sendAsync(JdkDriver.request(front("push", model)), BodyHandlers.ofString(), handler)
            .get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS);
    out.value("status", response.statusCode());
    out.value("text", response.body());
  }

  private void pushed(HttpRequest request, HttpResponse<String> response) {
    out.value("pushed", request + " " + response.version() + " " + response.statusCode());
    out.value("pushed headers", response.headers().map());
    out.value("pushed text", response.body());
  }

  /** What it tries again by itself differs from version to version, and is one attempt. */
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
              out.expect(model, outcome);
            }
          });
    }
    if (Runtime.version().feature() >= 25) {
      out.step("last", "200/none", model -> send(front("last", model)));
      out.step("after-last", "200/none", model -> send(ok(model)));
    } else {
      out.leftOut("last", "before 25 it gives up whatever the connection has on its way");
      out.leftOut("after-last", "before 25 it gives up whatever the connection has on its way");
    }
    out.step("drop", "200/network", model -> send(front("drop", model)));
    out.step("after-drop", "200/none", model -> send(ok(model)));
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
                      URI.create(plainUrl.replace("http:", "ws:") + "/v1/realtime"),
                      new Listener(heard))
                  .get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS);
          out.value("class", socket.getClass().getName());
          socket.sendText("hello", true).get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS);
          out.value("heard", heard.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
          socket
              .sendClose(WebSocket.NORMAL_CLOSURE, "")
              .get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS);
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
