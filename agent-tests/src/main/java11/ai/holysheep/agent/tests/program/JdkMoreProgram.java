package ai.holysheep.agent.tests.program;

import java.io.InputStream;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What else can be done with an answer of {@code java.net.http}, and without one. */
final class JdkMoreProgram implements Runnable {
  private final String url;
  private final Transcript out;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  JdkMoreProgram(String url, Transcript out) {
    this.url = url;
    this.out = out;
  }

  @Override
  public void run() {
    handlers();
    halfRead();
    subscribers();
    challenge();
    connectTimeout();
  }

  private HttpRequest.Builder post(String model, String scenario) {
    return HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
        .header("X-Fake-Scenario", scenario)
        .POST(BodyPublishers.ofString(Body.json(model)));
  }

  private HttpRequest stream(String model, String scenario) {
    return post(model, scenario).POST(BodyPublishers.ofString(Body.stream(model))).build();
  }

  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws Exception {
    HttpResponse<T> response = client.send(request, handler);
    out.value("status", response.statusCode());
    out.value("class", response.body().getClass().getName().replaceFirst("Lambda.*", "Lambda"));
    return response;
  }

  private void handlers() {
    out.step(
        "mapping",
        "200/none",
        model ->
            out.value(
                "length",
                send(
                        post(model, "ok").build(),
                        info ->
                            BodySubscribers.mapping(
                                BodySubscribers.ofString(StandardCharsets.UTF_8), String::length))
                    .body()));
    out.step(
        "file-download",
        "200/none",
        model -> {
          Path folder = Files.createTempDirectory("answers");
          Path file = folder.resolve("there.json");
          Files.createFile(file);
          out.body(
              Files.readAllBytes(
                  send(
                          post(model, "ok").build(),
                          BodyHandlers.ofFile(file, StandardOpenOption.WRITE))
                      .body()));
          Files.delete(file);
          Files.delete(folder);
        });
    if (Runtime.version().feature() >= 25) {
      out.step("within-limit", "200/none", model -> limited(model, 100_000));
      out.step("limit", "200/cancelled", model -> limited(model, 10));
    }
  }

  /** {@code BodyHandlers.limiting} of JDK 25. */
  @SuppressWarnings("unchecked")
  private void limited(String model, long capacity) throws Exception {
    BodyHandler<String> limiting =
        (BodyHandler<String>)
            BodyHandlers.class
                .getMethod("limiting", BodyHandler.class, long.class)
                .invoke(null, BodyHandlers.ofString(), capacity);
    out.body(send(post(model, "ok").build(), limiting).body().getBytes(StandardCharsets.UTF_8));
  }

  private void halfRead() {
    out.step(
        "unread-and-closed",
        "200/cancelled",
        model -> send(stream(model, "slow-body"), BodyHandlers.ofInputStream()).body().close());
    out.step(
        "one-line",
        "200/cancelled",
        model -> {
          try (Stream<String> lines =
              send(stream(model, "slow-body"), BodyHandlers.ofLines()).body()) {
            out.value("line", lines.findFirst());
          }
        });
    out.step(
        "skip-and-available",
        "200/none",
        model -> {
          try (InputStream in =
              send(post(model, "ok").build(), BodyHandlers.ofInputStream()).body()) {
            out.value("mark", in.markSupported());
            out.value("skipped", in.skip(10));
            out.value("available", in.available() >= 0);
            out.value("rest", Body.all(in).length);
            out.value("end", in.read());
          }
        });
    out.step(
        "publisher-cancelled",
        "200/cancelled",
        model -> {
          Taker taker = new Taker(true);
          send(stream(model, "slow-body"), BodyHandlers.ofPublisher()).body().subscribe(taker);
          out.value("taken", taker.first.get(10, TimeUnit.SECONDS));
        });
  }

  private void subscribers() {
    out.step(
        "subscriber-throws",
        "200/cancelled",
        model -> send(post(model, "slow-body").build(), info -> new Taker(false)));
    out.step(
        "subscriber-null", "200/cancelled", model -> send(post(model, "ok").build(), info -> null));
    out.step(
        "body-before-its-end",
        "200/none",
        model -> {
          BodySubscriber<InputStream> early = BodySubscribers.ofInputStream();
          out.body(Body.all(send(post(model, "ok").build(), info -> early).body()));
        });
  }

  private void challenge() {
    Authenticator known =
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("me", "secret".toCharArray());
          }
        };
    out.step(
        "challenge",
        "200/none",
        model -> {
          HttpResponse<String> response =
              HttpClient.newBuilder()
                  .version(HttpClient.Version.HTTP_1_1)
                  .authenticator(known)
                  .build()
                  .send(post(model, "challenge").build(), BodyHandlers.ofString());
          out.value("status", response.statusCode());
          out.value("previous", response.previousResponse().map(HttpResponse::statusCode));
          out.value("request", response.request().headers().map().keySet());
        });
  }

  private void connectTimeout() {
    out.connectTimeout(
        nowhere ->
            HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(300))
                .build()
                .send(
                    post("connect-timeout", "ok").uri(URI.create(nowhere)).build(),
                    BodyHandlers.ofString()));
  }

  /** Takes one piece, and then no more; or throws. */
  private static final class Taker
      implements Flow.Subscriber<List<ByteBuffer>>, BodySubscriber<String> {
    private final CompletableFuture<Boolean> first = new CompletableFuture<>();
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private final boolean cancels;
    private Flow.Subscription subscription;

    Taker(boolean cancels) {
      this.cancels = cancels;
    }

    @Override
    public CompletionStage<String> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      subscription = begun;
      begun.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      if (!cancels) {
        throw new IllegalStateException("the application's own");
      }
      subscription.cancel();
      first.complete(buffers.get(0).hasRemaining());
    }

    @Override
    public void onError(Throwable thrown) {
      body.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
      body.complete("complete");
    }
  }
}
