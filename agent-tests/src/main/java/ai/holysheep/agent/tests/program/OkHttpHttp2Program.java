package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Callback;
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

/** OkHttp 3.12 to 5.x over HTTP/2, by TLS and by prior knowledge. */
final class OkHttpHttp2Program extends Steps {
  private static final MediaType JSON = MediaType.parse("application/json");

  private final String clear;

  /** The last answer's; 0 for none. */
  private int status;

  private final Events events = new Events();
  private final OkHttpClient client =
      new OkHttpClient.Builder().readTimeout(5, TimeUnit.SECONDS).eventListener(events).build();
  private final OkHttpClient prior =
      client.newBuilder().protocols(Arrays.asList(Protocol.H2_PRIOR_KNOWLEDGE)).build();

  OkHttpHttp2Program(String url, Transcript out) {
    super(url.replace("http:", "https:"), out);
    clear = url;
  }

  private static Request.Builder request(Call call) {
    return new Request.Builder()
        .url(call.url)
        .header("X-Fake-Scenario", call.scenario)
        .post(RequestBody.create(JSON, call.body));
  }

  private Request.Builder ok(String model) {
    return request(call("ok", utf8(Body.json(model)), 0, Use.READ));
  }

  /** One of the things that only HTTP/2 can do, see the front's own list. */
  private Request.Builder front(String behaviour, String model) {
    return ok(model).header("X-Front", behaviour);
  }

  private static Request.Builder without(Request.Builder request, String path) {
    return request.url(path + "/v1/chat/completions");
  }

  @Override
  String outcomes(String step, String usual) {
    switch (step) {
      case "redirect":
        // Whether it follows one of a POST differs from version to version.
        return "left out";
      case "reset":
        // A stream of a connection that has served others is tried once more.
        return "error/network error/network";
      default:
        return usual;
    }
  }

  @Override
  void make(Call call) throws Exception {
    OkHttpClient hasty =
        call.timeoutMillis == 0
            ? client
            : client.newBuilder().readTimeout(call.timeoutMillis, TimeUnit.MILLISECONDS).build();
    send(hasty, request(call), call.use);
  }

  private void send(OkHttpClient by, Request.Builder request, Use use) throws Exception {
    events.forget();
    status = 0;
    Request itself = request.build();
    Response response = by.newCall(itself).execute();
    head(response);
    out.value("request", response.request() == itself);
    try (InputStream in = response.body().byteStream()) {
      show(in, use);
    }
    out.value("connections", by.connectionPool().connectionCount());
    if (use == Use.READ) {
      trailers(response);
      out.value("events", events.all());
    }
  }

  private void send(Request.Builder request) throws Exception {
    send(client, request, Use.READ);
  }

  /**
   * As many attempts as OkHttp itself tells of, which differ from version to version; all but the
   * last fail.
   */
  private void counted(String model, Request.Builder request) throws Exception {
    try {
      send(request);
    } finally {
      for (int i = 1; i < events.attempts(); i++) {
        out.line("EXPECT " + model + " error/network");
        out.retry(model);
      }
      out.line("EXPECT " + model + (status == 0 ? " error/network" : " " + status + "/none"));
    }
  }

  private void head(Response response) throws IOException {
    status = response.code();
    out.value("status", response.protocol() + " " + response.code() + " " + response.message());
    out.headers(response.headers().toMultimap());
    out.value("handshake", response.handshake() != null);
    ResponseBody body = response.body();
    out.value(
        "body", body.getClass().getName() + " " + body.contentLength() + " " + body.contentType());
    out.value("source", body.source().getClass().getName());
  }

  /** 3.14 and later have them. */
  private void trailers(Response response) throws ReflectiveOperationException {
    try {
      out.value("trailers", Response.class.getMethod("trailers").invoke(response));
    } catch (NoSuchMethodException older) {
      out.value("trailers", "none in this version");
    } catch (java.lang.reflect.InvocationTargetException e) {
      out.failure("trailers", e.getCause());
    }
  }

  @Override
  void more() throws Exception {
    prior();
    streams();
    bodies();
    retries();
    cancellations();
    webSocket("web-socket", clear);
    webSocket("web-socket-tls", url);
  }

  @Override
  void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private void prior() {
    out.step(
        "prior-knowledge", "200/none", model -> send(prior, without(ok(model), clear), Use.READ));
    out.step(
        "prior-stream",
        "200/none",
        model -> {
          Call call = call("ok", utf8(Body.stream(model)), 0, Use.READ);
          Response response = prior.newCall(without(request(call), clear).build()).execute();
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
          List<CompletableFuture<Response>> all = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            all.add(new CompletableFuture<>());
            client.newCall(ok(model).build()).enqueue(new Answered(all.get(i)));
          }
          for (CompletableFuture<Response> one : all) {
            Response response = one.get(10, TimeUnit.SECONDS);
            out.value("status", response.code());
            out.value("read", response.body().bytes().length > 0);
          }
          out.value("connections", client.connectionPool().connectionCount());
        });
    out.step("trailers", "200/none", model -> send(front("trailers", model)));
    // 3.x takes an informational answer for the final one.
    out.step("hints", "", model -> counted(model, front("hints", model)));
    out.step("continue", "200/none", model -> send(ok(model).header("Expect", "100-continue")));
    out.step("push", "200/none", model -> send(front("push", model)));
    out.step(
        "head",
        "",
        model -> {
          out.line("EXPECT unknown 200/none");
          send(ok(model).head());
        });
  }

  private void bodies() {
    out.step(
        "one-shot",
        "200/none",
        model -> {
          Written body = new Written(false, Body.large(model));
          send(ok(model).post(body));
          out.value("written", body.times);
        });
    if (hasDuplex()) {
      out.step("duplex", "200/none", this::duplex);
    }
    out.step("early", "200/none", model -> send(front("early", model)));
  }

  /** 3.13 and later. */
  private static boolean hasDuplex() {
    return Arrays.stream(RequestBody.class.getMethods())
        .anyMatch(method -> method.getName().equals("isDuplex"));
  }

  /** The request's body goes on while the answer's is read. */
  private void duplex(String model) throws Exception {
    Written body = new Written(true);
    Response response = client.newCall(front("duplex", model).post(body).build()).execute();
    head(response);
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
          Call call = call("redirect", utf8(Body.json(model)), 0, Use.READ);
          send(request(call));
          out.line("EXPECT " + model + " 307/none");
          if (status == 200) {
            out.line("EXPECT " + model + " 200/none");
          }
        });
    out.step("refused-stream", "", model -> counted(model, front("refuse-once", model)));
    out.step("told-to-go-away", "", model -> counted(model, front("go-away-once", model)));
    out.step(
        "refused-one-shot",
        "",
        model -> {
          Written body = new Written(false, utf8(Body.json(model)));
          try {
            counted(model, front("refuse-once", model).url(url + "/v1/once").post(body));
          } finally {
            out.value("written", body.times);
          }
        });
    out.step("last", "200/none", model -> send(front("last", model)));
    out.step("after-last", "200/none", model -> send(ok(model)));
    out.step("drop", "200/network", model -> send(front("drop", model)));
    out.step("after-drop", "200/none", model -> send(ok(model)));
  }

  private void cancellations() {
    out.step(
        "cancel-early",
        "cancelled/cancelled",
        model -> {
          okhttp3.Call call =
              client.newCall(request(call("slow", utf8(Body.json(model)), 0, Use.READ)).build());
          CompletableFuture<Response> answer = new CompletableFuture<>();
          call.enqueue(new Answered(answer));
          out.awaitAtGateway(model);
          call.cancel();
          try {
            answer.get(5, TimeUnit.SECONDS);
          } catch (java.util.concurrent.ExecutionException e) {
            out.failure("thrown", e.getCause());
          }
        });
    out.step(
        "cancel-in-body",
        "200/cancelled",
        model -> {
          okhttp3.Call call =
              client.newCall(
                  request(call("slow-body", utf8(Body.stream(model)), 0, Use.READ)).build());
          try (ResponseBody body = call.execute().body()) {
            out.value("first", body.source().readByte());
            call.cancel();
            body.string();
          }
        });
    out.step("after-cancel", "200/none", model -> send(ok(model)));
  }

  private void webSocket(String step, String to) {
    out.step(
        step,
        "",
        model -> {
          CompletableFuture<String> heard = new CompletableFuture<>();
          CompletableFuture<String> closed = new CompletableFuture<>();
          WebSocketListener listener =
              new WebSocketListener() {
                @Override
                public void onOpen(WebSocket socket, Response response) {
                  out.value("open", response.protocol() + " " + response.code());
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
                  heard.completeExceptionally(failure);
                }
              };
          Request request = new Request.Builder().url(to + "/v1/realtime").build();
          out.value("class", client.newWebSocket(request, listener).getClass().getName());
          out.value("heard", heard.get(10, TimeUnit.SECONDS));
          out.value("closed", closed.get(10, TimeUnit.SECONDS));
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
      return JSON;
    }

    @Override
    public void writeTo(BufferedSink to) throws IOException {
      times++;
      sink = to;
      to.write(bytes);
    }
  }

  private static final class Answered implements Callback {
    private final CompletableFuture<Response> answer;

    Answered(CompletableFuture<Response> answer) {
      this.answer = answer;
    }

    @Override
    public void onFailure(okhttp3.Call call, IOException e) {
      answer.completeExceptionally(e);
    }

    @Override
    public void onResponse(okhttp3.Call call, Response response) {
      answer.complete(response);
    }
  }

  /** In which order OkHttp tells of a call. */
  private static final class Events extends okhttp3.EventListener {
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());

    void forget() {
      names.clear();
    }

    long attempts() {
      return all().stream().filter("requestHeadersEnd"::equals).count();
    }

    List<String> all() {
      return new ArrayList<>(names);
    }

    @Override
    public void callStart(okhttp3.Call call) {
      names.add("callStart");
    }

    @Override
    public void connectionAcquired(okhttp3.Call call, okhttp3.Connection connection) {
      names.add("connectionAcquired " + connection.protocol());
    }

    @Override
    public void requestHeadersEnd(okhttp3.Call call, Request request) {
      names.add("requestHeadersEnd");
    }

    @Override
    public void requestBodyEnd(okhttp3.Call call, long bytes) {
      names.add("requestBodyEnd " + bytes);
    }

    @Override
    public void responseHeadersEnd(okhttp3.Call call, Response response) {
      names.add("responseHeadersEnd " + response.code());
    }

    @Override
    public void responseBodyEnd(okhttp3.Call call, long bytes) {
      names.add("responseBodyEnd " + bytes);
    }

    @Override
    public void connectionReleased(okhttp3.Call call, okhttp3.Connection connection) {
      names.add("connectionReleased");
    }

    @Override
    public void callEnd(okhttp3.Call call) {
      names.add("callEnd");
    }

    @Override
    public void callFailed(okhttp3.Call call, IOException e) {
      names.add("callFailed " + e);
    }
  }
}
