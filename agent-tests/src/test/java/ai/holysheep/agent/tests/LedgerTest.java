package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger agrees with the counters and with the gateway's own log, however a JVM ends. */
class LedgerTest {
  private static final int THREADS = 100;

  /** Calls of each thread: 500 are 10^5 calls in two JVMs, too many for two busy cores. */
  private static final int CALLS = Integer.getInteger("ledger.calls", 100);

  private static final BigDecimal MILLICENTS_PER_USD = new BigDecimal(100_000);

  @TempDir Path folder;

  private final FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 5);

  @AfterEach
  void stop() throws IOException {
    gateway.close();
  }

  private ForkedJvm start(String options, String program, Object... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.dir=" + folder + options));
    arguments.addAll(
        ForkedJvm.program(program, Stream.of(more).map(String::valueOf).toArray(String[]::new)));
    return ForkedJvm.start(Jdks.running(), arguments);
  }

  private ForkedJvm load() {
    // On a busy machine the writer may get its turn only after all calls: all must fit.
    return start(",ledger.queue=100000", "Main", "java.net.http", gateway.url(), THREADS, CALLS);
  }

  private LedgerFiles ledgerOf(ForkedJvm jvm) throws IOException {
    return LedgerFiles.read(folder, "" + jvm.pid());
  }

  private static double written(Exposition metrics) {
    return metrics.value("holysheep_ledger_records_total", "outcome=\"written\"");
  }

  @Test
  void twoJvmsInOneFolderWriteEveryCallOnce() throws Exception {
    try (ForkedJvm one = load();
        ForkedJvm other = load()) {
      Map<String, Long> counters = new TreeMap<>();
      double cost = 0;
      for (ForkedJvm jvm : List.of(one, other)) {
        jvm.awaitLine("DONE");
        Exposition metrics = jvm.scrapeWhenIdle();
        assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
        assertThat(metrics.value("holysheep_ledger_records_total", "outcome=\"dropped\"")).isZero();
        metrics
            .counts("holysheep_requests_total")
            .forEach((labels, n) -> counters.merge(labels, n, Long::sum));
        assertThat(jvm.finish()).isZero();
        assertThat(ledgerOf(jvm).outcomes()).isEqualTo(metrics.counts("holysheep_requests_total"));
        assertThat(millicents(ledgerOf(jvm)))
            .isEqualByComparingTo(exact(metrics.sum("holysheep_cost_millicents_total")));
      }
      LedgerFiles ledger = LedgerFiles.read(folder, "");
      List<Served> log = gateway.log();

      assertThat(ledger.cutOff).isZero();
      assertThat(ledger.calls).hasSize(log.size()).hasSizeGreaterThanOrEqualTo(2 * THREADS * CALLS);
      assertThat(ledger.outcomes()).isEqualTo(counters);
      assertThat(ledger.sum("input_tokens"))
          .isEqualTo(sum(log.stream().map(served -> served.inputTokens)));
      assertThat(ledger.sum("output_tokens"))
          .isEqualTo(sum(log.stream().map(served -> served.outputTokens)));
      assertThat(ledger.sum("total_cost"))
          .isEqualByComparingTo(ledger.sum("input_cost").add(ledger.sum("output_cost")));
    }
  }

  private static BigDecimal millicents(LedgerFiles ledger) {
    return ledger.sum("total_cost").multiply(MILLICENTS_PER_USD);
  }

  /** Sums of these prices have four decimals at most, which a double of this size holds exactly. */
  private static BigDecimal exact(double millicents) {
    return new BigDecimal(millicents).setScale(4, java.math.RoundingMode.HALF_EVEN);
  }

  private static BigDecimal sum(Stream<Long> numbers) {
    return BigDecimal.valueOf(numbers.mapToLong(Long::longValue).sum());
  }

  @Test
  void aKilledJvmLosesNoCallThatWasWritten() throws Exception {
    try (ForkedJvm killed = load();
        ForkedJvm other = load()) {
      await().atMost(Duration.ofSeconds(60)).until(() -> written(killed.scrape()) > 1000);
      double counted = killed.scrape().sum("holysheep_requests_total");
      await().atMost(Duration.ofSeconds(60)).until(() -> written(killed.scrape()) >= counted);
      killed.kill();
      other.awaitLine("DONE");
      Exposition metrics = other.scrapeWhenIdle();
      assertThat(other.finish()).isZero();

      LedgerFiles left = ledgerOf(killed);
      assertThat(left.calls.size()).isGreaterThanOrEqualTo((int) counted);
      assertThat(left.cutOff).isLessThanOrEqualTo(1);
      assertThat(ledgerOf(other).outcomes()).isEqualTo(metrics.counts("holysheep_requests_total"));
    }
  }

  @ParameterizedTest
  @CsvSource({"OneCall, end of main", "Main, System.exit", "OneCall, SIGTERM"})
  void aJvmThatExitsRegularlyLosesNothing(String program, String how) throws Exception {
    Object[] arguments =
        program.equals("Main")
            ? new Object[] {"java.net.http", gateway.url(), 2, 10}
            : new Object[] {gateway.url(), "ok"};
    try (ForkedJvm jvm = start(",ledger.flush=60m", program, arguments)) {
      jvm.awaitLine("DONE");
      if (how.equals("SIGTERM")) {
        ProcessHandle.of(jvm.pid()).orElseThrow().destroy();
      }
      long begin = System.nanoTime();
      jvm.finish();

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
      assertThat(ledgerOf(jvm).calls).hasSameSizeAs(gateway.log()).isNotEmpty();
    }
  }

  /** {@code HttpURLConnection} throws for an error; its body can be read afterwards. */
  @Test
  void hasTheCodeOfAnErrorWhoseBodyIsReadAndTheLatencyOfAnUnreadOne() throws Exception {
    try (ForkedJvm jvm = start("", "Main", "UrlConnectionDriver", gateway.url())) {
      jvm.awaitLine("DONE", ForkedJvm.PATIENCE, ProgramRun.attendant(jvm, gateway));
      jvm.scrapeWhenIdle();
      assertThat(jvm.finish()).isZero();
      Map<String, JsonNode> refused = new TreeMap<>();
      for (JsonNode call : ledgerOf(jvm).calls) {
        if (call.get("status_code").asText().equals("429")) {
          refused.put(call.get("model").asText(), call);
        }
      }
      assertThat(refused).containsKeys("model-rate-limit", "model-status-only");
      assertThat(refused.get("model-rate-limit").get("error_code").asText())
          .isEqualTo("rate_limit_exceeded");
      assertThat(refused.get("model-status-only").get("error_code").isNull()).isTrue();
      // It ended with its status. The agent knows that only after a second, which does not count.
      assertThat(refused.get("model-status-only").get("latency_ms").asDouble()).isLessThan(1000);
    }
  }

  @Test
  void loadsNoClassesForReadingALedger() throws Exception {
    Path classes = folder.resolve("classes.log");
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.dir=" + folder));
    arguments.add("-Xlog:class+load:file=" + classes);
    arguments.addAll(ForkedJvm.program("OneCall", gateway.url(), "ok"));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments).awaitLine("DONE")) {
      jvm.scrapeWhenIdle();
      assertThat(jvm.finish()).isZero();
      assertThat(ledgerOf(jvm).calls).hasSize(1);
    }
    assertThat(Files.readString(classes))
        .contains("ai.holysheep.agent.ledger.LedgerWriter")
        .doesNotContain("com.fasterxml", "picocli", "holysheep.agent.report")
        .doesNotContain("io.prometheus.metrics.instrumentation");
  }

  @Test
  void nothingThatTheAgentWritesContainsASecret() throws Exception {
    try (ForkedJvm jvm = start(",log.level=debug", "Secrets", gateway.url()).awaitLine("DONE")) {
      String metrics = jvm.scrapeWhenIdle().toString();
      assertThat(jvm.finish()).isZero();
      assertThat(ledgerOf(jvm).calls).hasSize(4);
      assertThat(gateway.log().get(0).toString()).contains("MARKED-QUERY");

      String all =
          metrics
              + jvm.err()
              + Files.list(folder).map(LedgerTest::text).collect(Collectors.joining());
      assertThat(all).contains("/v1/chat/completions\"").doesNotContain("MARKED");
      for (String responseText : List.of("refund was", "주문하신", "Geduld", "warehouse")) {
        assertThat(all).doesNotContain(responseText);
      }
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
