package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What calls cost, by part and in vain: the counters agree with each other and with the ledger. */
class MoneyTest {
  private static final String MODEL = "claude-sonnet-4-5";
  private static final BigDecimal MILLICENTS_PER_USD = new BigDecimal(100_000);

  /** Costs 100 * 15 picodollars times a million: 150 millicents. */
  private static final String BEGIN =
      "data: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\""
          + MODEL
          + "\",\"usage\":{\"input_tokens\":90,\"output_tokens\":10}}}\n\n";

  @TempDir Path folder;

  private final CannedServer server = new CannedServer();
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void stop() {
    over.countDown();
    server.close();
  }

  private static String completion(String finishReason, int input, int cached, int output) {
    return ("{'choices':[{'finish_reason':'" + finishReason + "'}],'usage':{'prompt_tokens':")
            .replace('\'', '"')
        + (input + ",'completion_tokens':" + output).replace('\'', '"')
        + (",'prompt_tokens_details':{'cached_tokens':" + cached + "}}}").replace('\'', '"');
  }

  /** Sends the beginning of a stream, and no more as long as the client stays. */
  private void respondForever(String path) {
    server.respond(
        path,
        out -> {
          CannedServer.writeHead(out, 200, "Content-Type: text/event-stream");
          out.write(BEGIN.getBytes(StandardCharsets.UTF_8));
          out.flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private ForkedJvm start(String options, String... calls) {
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.dir=" + folder + options));
    List<String> urlAndCalls = new ArrayList<>(List.of(server.url()));
    urlAndCalls.addAll(List.of(calls));
    arguments.addAll(ForkedJvm.program("PartialReads", urlAndCalls.toArray(new String[0])));
    return ForkedJvm.start(Jdks.running(), arguments).awaitLine("DONE");
  }

  /** In the ledger, in millicents. */
  private Map<String, BigDecimal> wasteInLedger() throws Exception {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (JsonNode call : LedgerFiles.read(folder, "").calls) {
      if (!call.get("waste").isNull()) {
        BigDecimal cost = call.get("total_cost").decimalValue().multiply(MILLICENTS_PER_USD);
        sums.merge(call.get("waste").asText(), cost.stripTrailingZeros(), BigDecimal::add);
      }
    }
    return sums;
  }

  private static String series(String reason) {
    return "{model=\"" + MODEL + "\",reason=\"" + reason + "\"}";
  }

  @Test
  void eachReasonOfWasteHasItsCostInTheCounterAndInTheLedger() throws Exception {
    respondForever("cancelled");
    server.respond(
        "broken",
        out -> {
          CannedServer.writeHead(
              out, 200, "Content-Type: text/event-stream", "Content-Length: 9999");
          out.write(BEGIN.getBytes(StandardCharsets.UTF_8));
        });
    server.respond("truncated", 200, completion("length", 30, 10, 20));
    server.respond("whole", 200, completion("stop", 30, 10, 20));
    try (ForkedJvm jvm =
        start(
            "",
            "LINE /cancelled " + MODEL,
            "WHOLE /broken " + MODEL,
            "WHOLE /truncated " + MODEL,
            "WHOLE /whole " + MODEL,
            "WHOLE /whole " + MODEL)) {
      Exposition metrics = jvm.scrapeWhenIdle();
      assertThat(jvm.finish()).isZero();

      assertThat(jvm.out()).contains("broken");
      assertThat(metrics.all("holysheep_waste_millicents_total"))
          .containsOnly(
              entry(series("cancelled"), 150.0),
              entry(series("timeout"), 150.0),
              entry(series("truncated"), 75.0));
      assertThat(wasteInLedger())
          .isEqualTo(
              new TreeMap<>(
                  Map.of(
                      "cancelled", new BigDecimal("1.5E+2"),
                      "timeout", new BigDecimal("1.5E+2"),
                      "truncated", new BigDecimal("75"))));
      assertThat(metrics.sum("holysheep_cost_millicents_total")).isEqualTo(525);
      assertPartsAreTheCost(metrics);
    }
  }

  @Test
  void theSecondAnswerOfTheSameRequestIsADuplicateIfTheOptionAsksForIt() throws Exception {
    server.respond("whole", 200, completion("stop", 30, 10, 20));
    server.respond("cut", 200, completion("length", 30, 10, 20));
    try (ForkedJvm jvm =
        start(
            ",attribution.requests=true",
            "WHOLE /cut " + MODEL,
            "WHOLE /whole " + MODEL,
            "WHOLE /whole gpt-4.1",
            "WHOLE /whole " + MODEL,
            "WHOLE /whole " + MODEL)) {
      Exposition metrics = jvm.scrapeWhenIdle();
      assertThat(jvm.finish()).isZero();

      assertThat(metrics.all("holysheep_waste_millicents_total"))
          .containsOnly(entry(series("truncated"), 75.0), entry(series("duplicate"), 150.0));
      assertThat(wasteInLedger()).containsOnlyKeys("truncated", "duplicate");
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
      assertPartsAreTheCost(metrics);
    }
  }

  private void assertPartsAreTheCost(Exposition metrics) throws Exception {
    LedgerFiles ledger = LedgerFiles.read(folder, "");
    double cost = metrics.sum("holysheep_cost_millicents_total");
    assertThat(metrics.sum("holysheep_cost_details_millicents_total"))
        .isCloseTo(cost, within(1e-9 * cost));
    BigDecimal parts = BigDecimal.ZERO;
    for (String part :
        List.of(
            "input",
            "cached_input",
            "cache_write",
            "output",
            "reasoning",
            "audio",
            "image",
            "tool",
            "request")) {
      BigDecimal inLedger = ledger.sum("cost_" + part);
      parts = parts.add(inLedger);
      assertThat(
              metrics.all("holysheep_cost_details_millicents_total").entrySet().stream()
                  .filter(one -> one.getKey().contains("part=\"" + part + "\""))
                  .mapToDouble(Map.Entry::getValue)
                  .sum())
          .as(part)
          .isCloseTo(inLedger.multiply(MILLICENTS_PER_USD).doubleValue(), within(1e-9 * cost));
    }
    assertThat(parts).isEqualByComparingTo(ledger.sum("total_cost"));
    assertThat(parts.multiply(MILLICENTS_PER_USD).doubleValue())
        .isCloseTo(cost, within(1e-9 * cost));
  }

  @Test
  void aDailyBudgetCountsTheCallsAfterItAndStopsNone() throws Exception {
    server.respond("whole", 200, completion("stop", 30, 10, 20));
    String call = "WHOLE /whole " + MODEL;
    try (ForkedJvm jvm = start(",budget.usd-day=0.0015", call, call, call, call, call)) {
      Exposition metrics = jvm.scrapeWhenIdle();
      assertThat(jvm.finish()).isZero();

      // Each costs 0.00075 USD.
      assertThat(jvm.out().stream().filter(line -> line.endsWith("bytes"))).hasSize(5);
      assertThat(metrics.sum("holysheep_budget_exceeded_requests_total")).isEqualTo(3);
      assertThat(metrics.sum("holysheep_budget_exceeded_cost_millicents_total")).isEqualTo(225);
    }
  }

  @Test
  void onlyCallsWhoseCostIsReportedAreComparedWithIt() throws Exception {
    server.respond("silent", 200, completion("stop", 300, 10, 200));
    String answer = completion("stop", 30, 10, 20);
    server.respond(
        "priced",
        out -> {
          CannedServer.writeHead(
              out, 200, "X-Cost-Millicents: 80.5", "Content-Length: " + answer.length());
          out.write(answer.getBytes(StandardCharsets.UTF_8));
        });
    try (ForkedJvm jvm = start("", "WHOLE /silent " + MODEL, "WHOLE /priced " + MODEL)) {
      Exposition metrics = jvm.scrapeWhenIdle();
      assertThat(jvm.finish()).isZero();

      assertThat(metrics.sum("holysheep_cost_millicents_total")).isEqualTo(825);
      assertThat(metrics.sum("holysheep_compared_cost_millicents_total")).isEqualTo(75);
      assertThat(metrics.sum("holysheep_compared_reported_cost_millicents_total")).isEqualTo(80.5);
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
      assertPartsAreTheCost(metrics);
    }
  }
}
