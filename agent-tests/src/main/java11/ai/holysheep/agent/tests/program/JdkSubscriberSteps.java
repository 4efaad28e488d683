package ai.holysheep.agent.tests.program;

import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Subscribers of the application's own, with {@code java.net.http}. */
final class JdkSubscriberSteps {
  private final JdkDriver driver;
  private final Transcript out;

  JdkSubscriberSteps(JdkDriver driver) {
    this.driver = driver;
    out = driver.out;
  }

  void run() {
    out.step("publisher", "200/none", model -> publish("publisher"));
    out.step("publisher-cancelled", "200/cancelled", this::cancelSubscription);
    out.step("subscriber", "200/none", model -> subscribe("subscriber"));
    out.step("line-subscriber", "200/none", this::subscribeToLines);
    out.step(
        "handler-throws",
        "200/cancelled",
        model ->
            driver.send(
                driver.call("handler-throws"),
                info -> {
                  throw new IllegalStateException("the application's own");
                }));
    out.step(
        "subscriber-throws",
        "200/cancelled",
        model ->
            driver.send(
                driver.call("subscriber-throws").scenario("slow-body"), info -> new Taker(false)));
    if (Runtime.version().feature() < 21) {
      out.step(
          "subscriber-null",
          "200/cancelled",
          model -> driver.send(driver.call("subscriber-null"), info -> null));
    } else {
      out.leftOut("subscriber-null", "JDK 21 and 25 at times never end it, without the agent too");
    }
  }

  private void publish(String step) throws Exception {
    Collector collector = new Collector(Long.MAX_VALUE);
    driver.send(driver.call(step), BodyHandlers.ofPublisher()).body().subscribe(collector);
    out.value("published", collector.result());
  }

  private void cancelSubscription(String model) throws Exception {
    Taker taker = new Taker(true);
    ClientCall call =
        driver.call("publisher-cancelled").scenario("slow-body").body(Body.stream(model));
    driver.send(call, BodyHandlers.ofPublisher()).body().subscribe(taker);
    out.value("taken", taker.first.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private void subscribe(String step) throws Exception {
    Collector collector = new Collector(1);
    out.value(
        "collected",
        driver
            .send(driver.call(step), BodyHandlers.fromSubscriber(collector, Collector::result))
            .body());
  }

  private void subscribeToLines(String model) throws Exception {
    List<String> lines = new ArrayList<>();
    driver.send(
        driver.call("line-subscriber").body(Body.stream(model)),
        BodyHandlers.fromLineSubscriber(new Lines(lines)));
    out.value("lines", lines);
  }

  /** Collects bytes, a number of pieces at a time. */
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
        text.append(StandardCharsets.ISO_8859_1.decode(buffer));
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
