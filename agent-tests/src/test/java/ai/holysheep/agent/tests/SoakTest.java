package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every client and every outcome, again and again in 64 MB: nothing grows, and the counters, the
 * gateway's own log, the ledger and the report agree at the end. {@code mvn verify -Psoak} takes an
 * hour, and {@code -Dsoak.minutes=N} sets another time for all settings together.
 */
@Tag("soak")
class SoakTest {
  private static final int SETTINGS = 4;
  private static final long NANOS_EACH =
      TimeUnit.MINUTES.toNanos(Integer.getInteger("soak.minutes", 60)) / SETTINGS;

  /** Two to warm up, and one for each quarter that is compared. */
  private static final int FEWEST_ROUNDS = 4;

  private static final BigDecimal MILLICENTS_PER_USD = new BigDecimal(100_000);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseSerialGC", "-XX:+UseZGC", "-Xint"})
  void nothingGrowsAndEverythingIsCounted(String setting) throws Exception {
    long start = System.nanoTime();
    try (SoakRun run = new SoakRun(List.of("-Xmx64m", setting), folder)) {
      while (System.nanoTime() - start < NANOS_EACH || run.samples.rounds() < FEWEST_ROUNDS) {
        run.round();
      }
      Exposition metrics = awaitLedger(run.jvm);
      run.jvm.writeLine("END");
      assertThat(run.jvm.exitCode()).isZero();
      System.out.printf(
          "soak %s: %s, %d requests, %.0f attempts, %d s%n",
          setting,
          run.samples,
          run.requests,
          metrics.sum("holysheep_requests_total"),
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));

      SoftAssertions.assertSoftly(
          softly -> {
            run.samples.assertFlat(softly);
            counted(softly, run, metrics);
          });
    }
  }

  private static Exposition awaitLedger(ForkedJvm jvm) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              Exposition metrics = jvm.scrape();
              return metrics.value("holysheep_ledger_records_total", "outcome=\"written\"")
                  == metrics.sum("holysheep_requests_total");
            });
    return jvm.scrape();
  }

  private void counted(SoftAssertions softly, SoakRun run, Exposition metrics) {
    softly.assertThat(metrics.sum("holysheep_agent_errors_total")).as("errors").isZero();
    softly
        .assertThat(ModelCounts.counted(metrics).all())
        .as("counters, and what the programs and the gateways say")
        .isEqualTo(run.expected.withCosts().all());
    try {
      LedgerFiles ledger = LedgerFiles.read(folder, "");
      softly
          .assertThat(ledger.outcomes())
          .as("ledger and counters")
          .isEqualTo(metrics.counts("holysheep_requests_total"));
      softly.assertThat(ledger.cutOff).as("lines that are cut off").isZero();
      softly.assertThat(report()).as("report and ledger").isEqualTo(totals(ledger));
      softly
          .assertThat(
              ledger.sum("total_cost").multiply(MILLICENTS_PER_USD).doubleValue()
                  - metrics.sum("holysheep_cost_millicents_total"))
          .as("cost in the ledger and counted")
          .isCloseTo(0, org.assertj.core.data.Offset.offset(0.001));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Calls, input tokens, output tokens and cost of each model. */
  private static Map<String, List<BigDecimal>> totals(LedgerFiles ledger) {
    Map<String, List<BigDecimal>> totals = new TreeMap<>();
    for (JsonNode call : ledger.calls) {
      List<BigDecimal> sums =
          totals.computeIfAbsent(
              call.get("model").asText(),
              unused ->
                  new ArrayList<>(
                      List.of(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO)));
      sums.set(0, sums.get(0).add(BigDecimal.ONE));
      add(sums, 1, call.get("input_tokens"));
      add(sums, 2, call.get("output_tokens"));
      add(sums, 3, call.get("total_cost"));
    }
    totals.values().forEach(sums -> sums.replaceAll(BigDecimal::stripTrailingZeros));
    return totals;
  }

  private static void add(List<BigDecimal> sums, int index, JsonNode number) {
    if (number.isNumber()) {
      sums.set(index, sums.get(index).add(number.decimalValue()));
    }
  }

  private Map<String, List<BigDecimal>> report() throws IOException {
    Process report =
        new ProcessBuilder(
                Jdks.running().resolve("bin/java").toString(),
                "-jar",
                ForkedJvm.AGENT.toString(),
                "report",
                "--dir",
                folder.toString(),
                "--days",
                "2",
                "--by",
                "model",
                "--format",
                "json")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<String, List<BigDecimal>> totals = new TreeMap<>();
    JsonNode models = JSON.readTree(report.getInputStream()).get("by_model");
    models
        .properties()
        .forEach(
            model ->
                totals.put(
                    model.getKey(),
                    List.of("calls", "input_tokens", "output_tokens", "cost").stream()
                        .map(key -> model.getValue().get(key).decimalValue().stripTrailingZeros())
                        .toList()));
    return totals;
  }
}
