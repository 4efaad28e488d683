package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import okio.BufferedSource;

/** OkHttp 3.12 to 5.x, by what all of them have. */
final class OkHttpProgram implements Runnable {
  private static final MediaType JSON = MediaType.parse("application/json");

  private final String url;
  private final Transcript out;

  /** Before 3.12. */
  private final boolean old = !has("callTimeout");

  private final OkHttpClient client =
      new OkHttpClient.Builder().readTimeout(5, TimeUnit.SECONDS).build();

  OkHttpProgram(String url, Transcript out) {
    this.url = url;
    this.out = out;
  }

  private static boolean has(String setting) {
    return java.util.Arrays.stream(OkHttpClient.Builder.class.getMethods())
        .anyMatch(method -> method.getName().equals(setting));
  }

  @Override
  public void run() {
    statuses();
    reading();
    requests();
    interceptors();
    failures();
    cancellations();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private void statuses() {
    out.step("json", "200/none", model -> string(post(model, "ok")));
    out.step("gzip", "200/none", model -> string(post(model, "gzip")));
    out.step(
        "gzip-raw",
        "200/none",
        model ->
            string(post(model, "gzip").newBuilder().header("Accept-Encoding", "gzip").build()));
    out.step("rate-limit", "429/rate_limit", model -> string(post(model, "rate-limit")));
    out.step("server-error", "500/server_error", model -> string(post(model, "server-error")));
    if (!old) {
      // Only lately does a 503 that says so make it try again.
      out.step(
          "overloaded",
          "503/server_error 503/server_error",
          model -> string(post(model, "overloaded")));
    }
    out.step("client-error", "400/client_error", model -> string(post(model, "client-error")));
    out.step("unauthorized", "401/client_error", model -> string(post(model, "unauthorized")));
    out.step("empty", "204/none", model -> string(post(model, "empty")));
    out.step("malformed", "200/none", model -> string(post(model, "malformed-json")));
    out.step("no-usage", "200/none", model -> string(post(model, "no-usage")));
    out.step(
        "unwatched",
        "",
        model ->
            string(
                post(model, "ok")
                    .newBuilder()
                    .url(url.replace("127.0.0.1", "localhost") + "/v1")
                    .build()));
    out.step(
        "head",
        "",
        model -> {
          out.line("EXPECT unknown 200/none");
          string(new Request.Builder().url(url + "/v1/models").head().build());
        });
    out.step(
        "unread-429", "429/rate_limit", model -> execute(post(model, "rate-limit")).body().close());
    out.step(
        "async",
        "200/none",
        model -> {
          CompletableFuture<Response> answer = new CompletableFuture<>();
          client.newCall(post(model, "ok")).enqueue(new Answered(answer));
          show(answer.get(10, TimeUnit.SECONDS));
        });
  }

  private void reading() {
    out.step(
        "stream-lines",
        "200/none",
        model -> {
          Response response = execute(stream(model, "ok", Body.stream(model)));
          try (ResponseBody body = response.body()) {
            BufferedSource source = body.source();
            for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
              out.value("line", line);
            }
          }
        });
    out.step(
        "byte-stream",
        "200/none",
        model -> {
          try (InputStream in = execute(post(model, "ok")).body().byteStream()) {
            StringBuilder text = new StringBuilder();
            for (int b = in.read(); b != -1; b = in.read()) {
              text.append((char) b);
            }
            out.value("text", text);
          }
        });
    out.step(
        "skip",
        "200/none",
        model -> {
          try (InputStream in = execute(post(model, "ok")).body().byteStream()) {
            out.value("skipped", in.skip(10));
            out.value("rest", Body.all(in).length);
          }
        });
    out.step(
        "peek",
        "200/none",
        model -> {
          Response response = execute(post(model, "ok"));
          try (ResponseBody body = response.body()) {
            out.value("peeked", response.peekBody(20).string());
            out.value("rest", body.string().length());
          }
        });
    out.step(
        "close-after-last",
        "200/none",
        model -> {
          try (InputStream in =
              execute(stream(model, "ok", Body.stream(model))).body().byteStream()) {
            out.value("text", Body.untilDone(in));
          }
        });
  }

  private static boolean hasEventSources() {
    try {
      Class.forName("okhttp3.sse.EventSources");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private void requests() {
    if (hasEventSources()) {
      EventSourceSteps.run(out, client, model -> stream(model, "ok", Body.stream(model)));
    }

    out.step(
        "large",
        "200/none",
        model ->
            string(
                post(model, "ok")
                    .newBuilder()
                    .post(RequestBody.create(JSON, Body.large(model)))
                    .build()));
    out.step(
        "chunked",
        "200/none",
        model ->
            string(post(model, "ok").newBuilder().post(new Streamed(Body.large(model))).build()));
    out.step(
        "path-model",
        "",
        model -> {
          out.line("EXPECT gemini-2.5-flash 200/none");
          string(
              post("x", "no-usage")
                  .newBuilder()
                  .url(url + "/v1beta/models/gemini-2.5-flash:generateContent")
                  .post(RequestBody.create(JSON, "{}"))
                  .build());
        });
  }

  private void interceptors() {
    out.step(
        "interceptors",
        "200/none",
        model -> {
          OkHttpClient watched =
              client
                  .newBuilder()
                  .addInterceptor(chain -> intercepted("application", chain, false))
                  .addNetworkInterceptor(chain -> intercepted("network", chain, false))
                  .build();
          show(watched.newCall(post(model, "gzip")).execute());
        });
    out.step(
        "reading-interceptor",
        "200/none",
        model -> {
          OkHttpClient watched =
              client
                  .newBuilder()
                  .addNetworkInterceptor(chain -> intercepted("network", chain, true))
                  .build();
          show(watched.newCall(post(model, "ok")).execute());
        });
    out.step(
        "retrying-interceptor",
        "429/rate_limit 200/none",
        model -> {
          OkHttpClient retrying = client.newBuilder().addInterceptor(OkHttpProgram::again).build();
          show(retrying.newCall(post(model, "rate-limit")).execute());
        });
    out.step(
        "throwing-interceptor",
        "",
        model -> {
          out.line("EXPECT unknown cancelled/cancelled");
          OkHttpClient broken =
              client
                  .newBuilder()
                  .addNetworkInterceptor(
                      chain -> {
                        throw new IllegalStateException("the application's own");
                      })
                  .build();
          show(
              broken
                  .newCall(
                      post(model, "ok").newBuilder().header("X-Stainless-Retry-Count", "0").build())
                  .execute());
        });
  }

  private static Response again(Interceptor.Chain chain) throws IOException {
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

  private Response intercepted(String where, Interceptor.Chain chain, boolean read)
      throws IOException {
    out.value(
        where + " request body",
        chain.request().body().getClass().getName() + " " + chain.request().body().contentLength());
    Response response = chain.proceed(chain.request());
    out.value(
        where + " response body",
        response.body().getClass().getName() + " " + response.body().contentLength());
    if (read) {
      response.body().source().request(Long.MAX_VALUE);
      out.value(where + " buffered", response.body().source().buffer().size());
    }
    return response;
  }

  private void failures() {
    out.step(
        "refused",
        "",
        model -> {
          out.line("EXPECT unknown error/network");
          execute(post(model, "ok").newBuilder().url("http://127.0.0.1:1/v1").build());
        });
    out.step(
        "read-timeout",
        "timeout/timeout",
        model -> {
          OkHttpClient hasty =
              client.newBuilder().readTimeout(Steps.HASTE_MILLIS, TimeUnit.MILLISECONDS).build();
          timedOut(hasty.newCall(post(model, "slow")));
        });
    out.step(
        "body-timeout",
        "200/timeout",
        model -> {
          OkHttpClient hasty =
              client.newBuilder().readTimeout(Steps.HASTE_MILLIS, TimeUnit.MILLISECONDS).build();
          timedOut(hasty.newCall(post(model, "slow-body")));
        });
    if (!old) {
      callTimeouts();
    }
    out.step(
        "reset",
        "error/network",
        model -> string(post(model, "reset").newBuilder().header("Connection", "close").build()));
    out.step("reset-body", "200/network", model -> string(post(model, "reset-body")));
    out.step("cut-body", "200/network", model -> string(post(model, "cut-body")));
  }

  private void callTimeouts() {
    out.step(
        "call-timeout",
        "timeout/timeout",
        model -> {
          OkHttpClient hasty =
              client.newBuilder().callTimeout(Steps.HASTE_MILLIS, TimeUnit.MILLISECONDS).build();
          show(hasty.newCall(post(model, "slow")).execute());
        });
    out.step(
        "call-timeout-in-body",
        "200/timeout",
        model -> {
          OkHttpClient hasty =
              client.newBuilder().callTimeout(Steps.HASTE_MILLIS, TimeUnit.MILLISECONDS).build();
          show(hasty.newCall(post(model, "slow-body")).execute());
        });
  }

  private void cancellations() {
    out.step(
        "cancel-early",
        "cancelled/cancelled",
        model -> {
          Call call = client.newCall(post(model, "slow"));
          CompletableFuture<Response> answer = new CompletableFuture<>();
          call.enqueue(new Answered(answer));
          out.awaitAtGateway(model);
          call.cancel();
          out.value("cancelled", call.isCanceled());
          try {
            answer.get(5, TimeUnit.SECONDS);
          } catch (java.util.concurrent.ExecutionException e) {
            out.value("class", e.getCause() instanceof IOException);
          }
        });
    out.step(
        "close-early",
        "200/cancelled",
        model -> {
          Response response = execute(stream(model, "slow-body", Body.streamWithoutUsage(model)));
          try (ResponseBody body = response.body()) {
            out.value("first", body.source().readByte());
          }
        });
    out.step(
        "cancel-in-body",
        "200/cancelled",
        model -> {
          Call call = client.newCall(stream(model, "slow-body", Body.streamWithoutUsage(model)));
          Response response = call.execute();
          try (ResponseBody body = response.body()) {
            out.value("first", body.source().readByte());
            call.cancel();
            body.string();
          } catch (IOException e) {
            out.value("failed", true);
          }
        });
  }

  /**
   * The socket's own time-out and OkHttp's are equally long, and either may be first to say its
   * word.
   */
  private void timedOut(Call call) throws IOException {
    try {
      show(call.execute());
    } catch (java.net.SocketTimeoutException e) {
      out.value("thrown", e.getClass().getName());
    }
  }

  private Request post(String model, String scenario) {
    return stream(model, scenario, Body.json(model));
  }

  private Request stream(String model, String scenario, String body) {
    return new Request.Builder()
        .url(url + "/v1/chat/completions?key=secret")
        .header("X-Fake-Scenario", scenario)
        .post(RequestBody.create(JSON, body))
        .build();
  }

  private Response execute(Request request) throws IOException {
    Response response = client.newCall(request).execute();
    out.value("status", response.code() + " " + response.message() + " " + response.protocol());
    out.headers(response.headers().toMultimap());
    out.value(
        "body",
        response.body().getClass().getName()
            + " "
            + response.body().contentLength()
            + " "
            + response.body().contentType());
    out.value("source", response.body().source().getClass().getName());
    out.value("prior", response.priorResponse() == null ? null : response.priorResponse().code());
    out.value("request", response.request() == request);
    return response;
  }

  private void string(Request request) throws IOException {
    show(execute(request));
  }

  private void show(Response response) throws IOException {
    out.value("status", response.code());
    out.body(response.body().bytes());
  }

  /** A body of unknown length that can be written once. */
  private static final class Streamed extends RequestBody {
    private final byte[] bytes;
    private boolean written;

    Streamed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      if (written) {
        throw new IOException("written twice");
      }
      written = true;
      for (int i = 0; i < bytes.length; i += 1000) {
        sink.write(bytes, i, Math.min(1000, bytes.length - i));
        sink.flush();
      }
    }
  }

  private static final class Answered implements Callback {
    private final CompletableFuture<Response> answer;

    Answered(CompletableFuture<Response> answer) {
      this.answer = answer;
    }

    @Override
    public void onFailure(Call call, IOException e) {
      answer.completeExceptionally(e);
    }

    @Override
    public void onResponse(Call call, Response response) {
      answer.complete(response);
    }
  }
}
