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
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code java.net.http}. */
final class JdkProgram implements Runnable {
  private final String url;
  private final Transcript out;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  JdkProgram(String url, Transcript out) {
    this.url = url;
    this.out = out;
  }

  @Override
  public void run() {
    statuses();
    handlers();
    bodies();
    failures();
    cancellations();
  }

  private void statuses() {
    out.step("json", "200/none", model -> string(post(model, "ok")));
    out.step(
        "gzip", "200/none", model -> bytes(post(model, "gzip").header("Accept-Encoding", "gzip")));
    out.step("rate-limit", "429/rate_limit", model -> string(post(model, "rate-limit")));
    out.step("server-error", "500/server_error", model -> string(post(model, "server-error")));
    out.step("overloaded", "503/server_error", model -> string(post(model, "overloaded")));
    out.step("client-error", "400/client_error", model -> string(post(model, "client-error")));
    out.step("unauthorized", "401/client_error", model -> string(post(model, "unauthorized")));
    out.step("empty", "204/none", model -> string(post(model, "empty")));
    out.step("redirect", "200/none", model -> string(post(model, "redirect")));
    out.step("malformed", "200/none", model -> string(post(model, "malformed-json")));
    out.step("no-usage", "200/none", model -> string(post(model, "no-usage")));
    out.step("body-usage", "200/none", model -> string(post(model, "body-usage")));
    out.step("header-usage", "200/none", model -> string(post(model, "header-usage")));
    out.step("unwatched", "", model -> show(send(unwatched(model), BodyHandlers.ofString())));
    out.step(
        "models",
        "",
        model -> {
          HttpRequest get =
              HttpRequest.newBuilder(
                      URI.create(url.replace("127.0.0.1", "localhost") + "/v1/models"))
                  .build();
          show(send(get, BodyHandlers.ofString()));
        });
  }

  private void handlers() {
    out.step("bytes", "200/none", model -> bytes(post(model, "ok")));
    out.step(
        "stream-lines",
        "200/none",
        model -> {
          HttpResponse<Stream<String>> response =
              send(stream(model, Body.stream(model)), BodyHandlers.ofLines());
          out.value("lines", response.body().collect(Collectors.toList()));
        });
    out.step(
        "input-stream",
        "200/none",
        model -> {
          HttpResponse<InputStream> response =
              send(stream(model, Body.stream(model)), BodyHandlers.ofInputStream());
          out.value("class", response.body().getClass().getName());
          out.body(response.body().readAllBytes());
        });
    out.step(
        "file",
        "200/none",
        model -> {
          Path file = Files.createTempFile("answer", ".json");
          show(send(post(model, "ok").build(), BodyHandlers.ofFile(file)), Files.readString(file));
          Files.delete(file);
        });
    out.step(
        "discarding",
        "200/none",
        model -> show(send(post(model, "ok").build(), BodyHandlers.discarding())));
    out.step(
        "replacing",
        "200/none",
        model -> show(send(post(model, "ok").build(), BodyHandlers.replacing("instead"))));
    out.step(
        "buffering",
        "200/none",
        model ->
            show(
                send(
                    post(model, "ok").build(),
                    BodyHandlers.buffering(BodyHandlers.ofString(), 100))));
    out.step(
        "consumer",
        "200/none",
        model -> {
          StringBuilder text = new StringBuilder();
          send(
              post(model, "ok").build(),
              BodyHandlers.ofByteArrayConsumer(
                  part ->
                      part.ifPresent(
                          some -> text.append(new String(some, StandardCharsets.ISO_8859_1)))));
          out.value("consumed", text);
        });
    out.step(
        "publisher",
        "200/none",
        model -> {
          Collector collector = new Collector(Long.MAX_VALUE);
          send(post(model, "ok").build(), BodyHandlers.ofPublisher()).body().subscribe(collector);
          out.value("published", collector.result());
        });
    out.step(
        "subscriber",
        "200/none",
        model -> {
          Collector collector = new Collector(1);
          show(
              send(
                  post(model, "ok").build(),
                  BodyHandlers.fromSubscriber(collector, Collector::result)));
        });
    out.step(
        "line-subscriber",
        "200/none",
        model -> {
          List<String> lines = new ArrayList<>();
          send(
              stream(model, Body.stream(model)), BodyHandlers.fromLineSubscriber(new Lines(lines)));
          out.value("lines", lines);
        });
    out.step(
        "handler-throws",
        "200/cancelled",
        model ->
            send(
                post(model, "ok").build(),
                info -> {
                  throw new IllegalStateException("the application's own");
                }));
    out.step(
        "async",
        "200/none",
        model -> {
          CompletableFuture<HttpResponse<String>> future =
              client.sendAsync(post(model, "ok").build(), BodyHandlers.ofString());
          out.value("class", future.getClass().getName());
          show(future.get(10, TimeUnit.SECONDS));
        });
  }

  private void bodies() {
    out.step(
        "large",
        "200/none",
        model -> {
          HttpRequest.Builder request =
              to("/v1/chat/completions", "ok").POST(BodyPublishers.ofByteArray(Body.large(model)));
          string(request);
        });
    out.step(
        "chunked",
        "200/none",
        model ->
            string(
                to("/v1/chat/completions", "ok")
                    .POST(
                        BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(Body.large(model))))));
    out.step("continue", "200/none", model -> string(post(model, "ok").expectContinue(true)));
    out.step(
        "path-model",
        "",
        model -> {
          out.line("EXPECT gemini-2.5-flash 200/none");
          string(
              to("/v1beta/models/gemini-2.5-flash:generateContent", "no-usage")
                  .POST(BodyPublishers.ofString("{}")));
        });
    out.step(
        "head",
        "",
        model -> {
          out.line("EXPECT unknown 200/none");
          string(to("/v1/models", "ok").method("HEAD", BodyPublishers.noBody()));
        });
  }

  private void failures() {
    out.step(
        "refused",
        "",
        model -> {
          out.line("EXPECT unknown error/network");
          send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/v1"))
                  .POST(BodyPublishers.ofString(Body.json(model)))
                  .build(),
              BodyHandlers.ofString());
        });
    out.step(
        "timeout",
        "timeout/timeout",
        model -> string(post(model, "slow").timeout(Duration.ofMillis(Steps.HASTE_MILLIS))));
    out.step("reset", "error/network", model -> string(post(model, "reset")));
    out.step("reset-body", "200/network", model -> string(post(model, "reset-body")));
    out.step("cut-body", "200/network", model -> string(post(model, "cut-body")));
  }

  private void cancellations() {
    out.step(
        "cancel-early",
        // Before 16 the exchange goes on, of which the application learns nothing.
        "cancelled/cancelled",
        model -> {
          CompletableFuture<?> future =
              client.sendAsync(post(model, "slow").build(), BodyHandlers.ofString());
          out.awaitAtGateway(model);
          out.value("cancelled", future.cancel(true));
          // With which exception is a race between two threads of the client.
          out.value("done", future.handle((answer, e) -> e != null).get(5, TimeUnit.SECONDS));
        });
    out.step(
        "close-early",
        "200/cancelled",
        model -> {
          HttpRequest request = stream(model, Body.streamWithoutUsage(model), "slow-body");
          try (InputStream in = send(request, BodyHandlers.ofInputStream()).body()) {
            out.value("first", in.read());
          }
        });
    out.step(
        "close-after-last",
        "200/none",
        model -> {
          HttpRequest request = stream(model, Body.stream(model));
          try (InputStream in = send(request, BodyHandlers.ofInputStream()).body()) {
            out.value("text", Body.untilDone(in));
          }
        });
  }

  private HttpRequest.Builder to(String path, String scenario) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("X-Fake-Scenario", scenario);
  }

  private HttpRequest.Builder post(String model, String scenario) {
    return to("/v1/chat/completions?key=secret", scenario)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(Body.json(model)));
  }

  private HttpRequest stream(String model, String body) {
    return stream(model, body, "ok");
  }

  private HttpRequest stream(String model, String body, String scenario) {
    return post(model, scenario).POST(BodyPublishers.ofString(body)).build();
  }

  private HttpRequest unwatched(String model) {
    return post(model, "ok")
        .uri(URI.create(url.replace("127.0.0.1", "localhost") + "/v1/chat/completions"))
        .build();
  }

  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws Exception {
    HttpResponse<T> response = client.send(request, handler);
    out.value("status", response.statusCode());
    out.headers(response.headers().map());
    out.value("same request", response.request().equals(request));
    out.value(
        "publisher", response.request().bodyPublisher().map(some -> some.getClass().getName()));
    out.value("previous", response.previousResponse().map(HttpResponse::statusCode));
    return response;
  }

  private void string(HttpRequest.Builder request) throws Exception {
    show(send(request.build(), BodyHandlers.ofString()));
  }

  private void bytes(HttpRequest.Builder request) throws Exception {
    out.body(send(request.build(), info -> BodySubscribers.ofByteArray()).body());
  }

  private void show(HttpResponse<?> response) {
    show(response, String.valueOf(response.body()));
  }

  private void show(HttpResponse<?> response, String text) {
    out.value("version", response.version());
    out.body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Collects bytes, asking for them as many at a time as it is told to. */
  private static final class Collector implements Flow.Subscriber<List<ByteBuffer>> {
    private final CompletableFuture<String> done = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final long demand;
    private Flow.Subscription subscription;

    Collector(long demand) {
      this.demand = demand;
    }

    String result() {
      return done.join();
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      subscription = begun;
      begun.request(demand);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        text.append(StandardCharsets.UTF_8.decode(buffer));
      }
      subscription.request(demand);
    }

    @Override
    public void onError(Throwable thrown) {
      done.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
      done.complete(text.toString());
    }
  }

  private static final class Lines implements Flow.Subscriber<String> {
    private final List<String> lines;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      lines.add(line);
    }

    @Override
    public void onError(Throwable thrown) {
      lines.add(thrown.toString());
    }

    @Override
    public void onComplete() {
      lines.add("complete");
    }
  }
}
