package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.BufferedSink;
import okio.BufferedSource;

/** What HTTP/2 adds to OkHttp: by TLS, and by prior knowledge. */
final class OkHttpHttp2OwnSteps {
  private final OkHttpHttp2Driver driver;
  private final String plainUrl;
  private final Transcript out;
  private final OkHttpClient client;
  private final OkHttpEvents events;
  private final OkHttpClient prior;

  OkHttpHttp2OwnSteps(
      OkHttpHttp2Driver driver, String plainUrl, OkHttpClient client, OkHttpEvents events) {
    this.driver = driver;
    this.plainUrl = plainUrl;
    out = driver.out;
    this.client = client;
    this.events = events;
    prior =
        client
            .newBuilder()
            .protocols(Collections.singletonList(Protocol.H2_PRIOR_KNOWLEDGE))
            .build();
  }

  void run() {
    prior();
    streams();
    bodies();
    retries();
    out.step("after-cancel", "200/none", model -> driver.make(ok(model)));
    webSocket("web-socket", plainUrl);
    webSocket("web-socket-tls", driver.url);
  }

  private ClientCall ok(String model) {
    return driver.call(model.substring(Transcript.model("").length()));
  }

  /** What only HTTP/2 can do, see the front's own list. */
  private ClientCall front(String behaviour, String model) {
    return ok(model).header("X-Front", behaviour);
  }

  /**
   * As many attempts as OkHttp itself reports, which differ from version to version. All fail
   * except the last.
   */
  private void counted(String model, Request request) throws Exception {
    try {
      driver.send(client, request, Reading.WHOLE);
    } finally {
      for (int i = 1; i < events.attempts(); i++) {
        out.expect(model, "error/network");
        out.retry(model);
      }
      int status = driver.status();
      out.expect(model, status == 0 ? "error/network" : status + "/none");
    }
  }

  private void prior() {
    String to = plainUrl + "/v1/chat/completions";
    out.step(
        "prior-knowledge",
        "200/none",
        model -> driver.send(prior, OkHttpDriver.request(ok(model).url(to)), Reading.WHOLE));
    out.step(
        "prior-stream",
        "200/none",
        model -> {
          ClientCall call = ok(model).url(to).body(Body.stream(model));
          Response response = prior.newCall(OkHttpDriver.request(call)).execute();
          try (ResponseBody body = response.body()) {
            BufferedSource source = body.source();
            for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
              out.value("line", line);
            }
          }
        });
  }

  private void streams() {
    out.step(
        "streams",
        "200/none 200/none 200/none 200/none",
        model -> {
          List<ResponseFuture> all = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            all.add(new ResponseFuture());
            client.newCall(OkHttpDriver.request(ok(model))).enqueue(all.get(i));
          }
          for (ResponseFuture one : all) {
            Response response = one.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS);
            out.value("status", response.code());
            out.value("read", response.body().bytes().length > 0);
          }
          out.value("connections", client.connectionPool().connectionCount());
        });
    out.step("trailers", "200/none", model -> driver.make(front("trailers", model)));
    // 3.x takes an informational answer for the final one.
    out.step("hints", "", model -> counted(model, OkHttpDriver.request(front("hints", model))));
    out.step("push", "200/none", model -> driver.make(front("push", model)));
  }

  private void bodies() {
    out.step(
        "one-shot",
        "200/none",
        model -> {
          Written body = new Written(false, Body.large(model));
          driver.send(client, with(ok(model), body), Reading.WHOLE);
          out.value("written", body.times);
        });
    if (hasDuplex()) {
      out.step("duplex", "200/none", this::duplex);
    } else {
      out.leftOut("duplex", "3.13 brought it");
    }
    out.step("early", "200/none", model -> driver.make(front("early", model)));
  }

  /** 3.13 and later. */
  private static boolean hasDuplex() {
    return Arrays.stream(RequestBody.class.getMethods())
        .anyMatch(method -> method.getName().equals("isDuplex"));
  }

  /** The request's body goes on while the answer's is read. */
  private void duplex(String model) throws Exception {
    Written body = new Written(true);
    Response response = client.newCall(with(front("duplex", model), body)).execute();
    driver.head(response);
    BufferedSource source = response.body().source();
    for (String piece : new String[] {"{\"model\":", "\"" + model + "\"", "}"}) {
      body.sink.writeUtf8(piece).flush();
      out.value("said", source.readUtf8("heard ".length() + piece.length()));
    }
    body.sink.close();
    out.value("rest", source.readUtf8());
    response.close();
  }

  private void retries() {
    out.step(
        "redirected",
        "",
        model -> {
          driver.make(ok(model).scenario("redirect"));
          out.expect(model, "307/none");
          if (driver.status() == 200) {
            out.expect(model, "200/none");
          }
        });
    out.step(
        "refused-stream",
        "",
        model -> counted(model, OkHttpDriver.request(front("refuse-once", model))));
    out.step(
        "told-to-go-away",
        "",
        model -> counted(model, OkHttpDriver.request(front("go-away-once", model))));
    out.step(
        "refused-one-shot",
        "",
        model -> {
          Written body = new Written(false, ClientCall.utf8(Body.json(model)));
          try {
            counted(model, with(front("refuse-once", model).url(driver.url + "/v1/once"), body));
          } finally {
            out.value("written", body.times);
          }
        });
    out.step("last", "200/none", model -> driver.make(front("last", model)));
    out.step("after-last", "200/none", model -> driver.make(ok(model)));
    out.step("drop", "200/network", model -> driver.make(front("drop", model)));
    out.step("after-drop", "200/none", model -> driver.make(ok(model)));
  }

  private static Request with(ClientCall call, RequestBody body) {
    return OkHttpDriver.request(call).newBuilder().post(body).build();
  }

  private void webSocket(String step, String to) {
    out.step(
        step,
        "",
        model -> {
          CompletableFuture<String> opened = new CompletableFuture<>();
          CompletableFuture<String> heard = new CompletableFuture<>();
          CompletableFuture<String> closed = new CompletableFuture<>();
          WebSocketListener listener =
              new WebSocketListener() {
                @Override
                public void onOpen(WebSocket socket, Response response) {
                  opened.complete(response.protocol() + " " + response.code());
                  socket.send("hello");
                }

                @Override
                public void onMessage(WebSocket socket, String text) {
                  heard.complete(text);
                  socket.close(1000, "enough");
                }

                @Override
                public void onClosed(WebSocket socket, int code, String reason) {
                  closed.complete(code + " " + reason);
                }

                @Override
                public void onFailure(WebSocket socket, Throwable failure, Response response) {
                  opened.completeExceptionally(failure);
                  heard.completeExceptionally(failure);
                }
              };
          Request request = new Request.Builder().url(to + "/v1/realtime").build();
          out.value("class", client.newWebSocket(request, listener).getClass().getName());
          out.value("open", opened.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
          out.value("heard", heard.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
          out.value("closed", closed.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
        });
  }

  /** A body that is written once, at once or while the answer is read. */
  private static final class Written extends RequestBody {
    private final boolean duplex;
    private final byte[] bytes;
    private volatile BufferedSink sink;
    private int times;

    Written(boolean duplex, byte... bytes) {
      this.duplex = duplex;
      this.bytes = bytes;
    }

    /** Overrides what 3.13 and later have. */
    public boolean isDuplex() {
      return duplex;
    }

    /** Likewise. */
    public boolean isOneShot() {
      return true;
    }

    @Override
    public MediaType contentType() {
      return OkHttpDriver.JSON;
    }

    @Override
    public void writeTo(BufferedSink to) throws IOException {
      times++;
      sink = to;
      to.write(bytes);
    }
  }
}
