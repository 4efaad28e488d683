package ai.holysheep.agent.tests;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application whose heap is full for some seconds, and that recovers. So does the agent. */
class FullHeapTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @TempDir private Path folder;

  /** Each content of the price file differs from the one before. */
  private final AtomicInteger price = new AtomicInteger(1);

  @Test
  void everyPartOfTheAgentWorksAgainAfterwards() throws Exception {
    Path prices = writePrices();
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments(prices, gateway))) {
      String url = jvm.awaitLine("CALLED").metricsUrl();
      // The agent's threads work while there is no memory.
      jvm.writeLine()
          .awaitLine(
              "RECOVERED",
              ForkedJvm.PATIENCE,
              () -> {
                writePrices();
                scraped(url);
              });
      long readBefore = pricesRead(jvm);
      writePrices();

      await().atMost(ForkedJvm.PATIENCE).until(() -> scraped(url));
      await().atMost(ForkedJvm.PATIENCE).until(() -> pricesRead(jvm) > readBefore);
      jvm.writeLine().awaitLine("DONE");
      Exposition metrics = jvm.scrapeWhenIdle();
      assertThat(metrics.counts("holysheep_requests_total").values()).containsExactly(1L, 1L);
      await().until(() -> written(jvm.scrape()) == 2);
      assertThat(jvm.finish()).isZero();
      // The JDK's own threads may get there.
      assertThat(jvm.out()).noneMatch(line -> line.startsWith("HANDLER holysheep"));
    }
  }

  private List<String> arguments(Path prices, FakeGateway gateway) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx48m");
    arguments.add("-XX:+UseSerialGC");
    arguments.add(
        ForkedJvm.agent(
            "hosts=127.0.0.1,metrics.port=0,metrics.jvm=true,ledger.flush=100ms,ledger.dir="
                + folder
                + ",pricing.file="
                + prices));
    arguments.addAll(ForkedJvm.program("FullHeap", gateway.url()));
    return arguments;
  }

  private Path writePrices() {
    try {
      return Files.writeString(
          folder.resolve("prices.json"),
          "{\"models\": {\"after\": {\"input\": 1, \"output\": " + price.incrementAndGet() + "}}}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Within a time, since without memory there may be no answer at all. */
  private static boolean scraped(String url) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = HttpClient.newHttpClient().send(request, ofString());
      return response.statusCode() == 200 && response.body().contains("holysheep_requests_total");
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long pricesRead(ForkedJvm jvm) {
    return jvm.err().stream().filter(line -> line.contains("read the prices of")).count();
  }

  private static double written(Exposition metrics) {
    return metrics.value("holysheep_ledger_records_total", "outcome=\"written\"");
  }
}
