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

/** The ledger, the counters and the gateway's own log are the same, whatever happens. */
class LedgerTest {
  private static final int THREADS = 100;

  /** 500 make it 10^5 calls in two JVMs; fewer are what two busy cores do in time. */
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
    // As many calls wait as may come before a busy machine's writer has its turn.
    return start(",ledger.queue=100000", "Main", "java.net.http", gateway.url(), THREADS, CALLS);
  }

  private LedgerFiles of(ForkedJvm jvm) throws IOException {
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
        assertThat(of(jvm).outcomes()).isEqualTo(metrics.counts("holysheep_requests_total"));
        assertThat(millicents(of(jvm)))
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

  /** A millicent's decimals are few, and a double of this size holds them. */
  private static BigDecimal exact(double millicents) {
    return new BigDecimal(millicents).setScale(4, java.math.RoundingMode.HALF_EVEN);
  }

  private static BigDecimal sum(Stream<Long> numbers) {
    return BigDecimal.valueOf(numbers.mapToLong(Long::longValue).sum());
  }

  @Test
  void aKilledJvmLosesNothingThatWasWritten() throws Exception {
    try (ForkedJvm killed = load();
        ForkedJvm other = load()) {
      await().atMost(Duration.ofSeconds(60)).until(() -> written(killed.scrape()) > 1000);
      double counted = killed.scrape().sum("holysheep_requests_total");
      await().atMost(Duration.ofSeconds(60)).until(() -> written(killed.scrape()) >= counted);
      killed.kill();
      other.awaitLine("DONE");
      Exposition metrics = other.scrapeWhenIdle();
      assertThat(other.finish()).isZero();

      LedgerFiles left = of(killed);
      assertThat(left.calls.size()).isGreaterThanOrEqualTo((int) counted);
      assertThat(left.cutOff).isLessThanOrEqualTo(1);
      assertThat(of(other).outcomes()).isEqualTo(metrics.counts("holysheep_requests_total"));
    }
  }

  @ParameterizedTest
  @CsvSource({"OneCall, end of main", "Main, System.exit", "OneCall, SIGTERM"})
  void anOrderlyEndLosesNothing(String program, String how) throws Exception {
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
      assertThat(of(jvm).calls).hasSameSizeAs(gateway.log()).isNotEmpty();
    }
  }

  /** {@code HttpURLConnection} throws first, and has the body for whoever asks for it. */
  @Test
  void keepsTheCodeOfAnErrorWhoseBodyIsReadAndTheTimeOfOneThatIsNot() throws Exception {
    try (ForkedJvm jvm =
        start("", "Main", "UrlConnectionProgram", gateway.url()).awaitLine("DONE")) {
      jvm.scrapeWhenIdle();
      assertThat(jvm.finish()).isZero();
      Map<String, JsonNode> refused = new TreeMap<>();
      for (JsonNode call : of(jvm).calls) {
        if (call.get("status_code").asText().equals("429")) {
          refused.put(call.get("model").asText(), call);
        }
      }
      assertThat(refused).containsKeys("model-rate-limit", "model-status-only");
      assertThat(refused.get("model-rate-limit").get("error_code").asText())
          .isEqualTo("rate_limit_exceeded");
      assertThat(refused.get("model-status-only").get("error_code").isNull()).isTrue();
      // Its attempt ended with its status, though a second had to pass for that to be known.
      assertThat(refused.get("model-status-only").get("latency_ms").asDouble()).isLessThan(1000);
    }
  }

  @Test
  void loadsNothingOfWhatReadsALedger() throws Exception {
    Path classes = folder.resolve("classes.log");
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.dir=" + folder));
    arguments.add("-Xlog:class+load:file=" + classes);
    arguments.addAll(ForkedJvm.program("OneCall", gateway.url(), "ok"));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments).awaitLine("DONE")) {
      jvm.scrapeWhenIdle();
      assertThat(jvm.finish()).isZero();
      assertThat(of(jvm).calls).hasSize(1);
    }
    assertThat(Files.readString(classes))
        .contains("ai.holysheep.agent.ledger.LedgerWriter")
        .doesNotContain("com.fasterxml", "picocli", "holysheep.agent.report")
        .doesNotContain("io.prometheus.metrics.instrumentation");
  }

  @Test
  void nothingSecretIsInAnythingThatTheAgentWrites() throws Exception {
    try (ForkedJvm jvm = start(",log.level=debug", "Secrets", gateway.url()).awaitLine("DONE")) {
      String metrics = jvm.scrapeWhenIdle().toString();
      assertThat(jvm.finish()).isZero();
      assertThat(of(jvm).calls).hasSize(4);
      assertThat(gateway.log().get(0).toString()).contains("MARKED-QUERY");

      String all =
          metrics
              + jvm.err()
              + Files.list(folder).map(LedgerTest::text).collect(Collectors.joining());
      assertThat(all).contains("/v1/chat/completions\"").doesNotContain("MARKED");
      for (String answered : List.of("refund was", "주문하신", "Geduld", "warehouse")) {
        assertThat(all).doesNotContain(answered);
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
