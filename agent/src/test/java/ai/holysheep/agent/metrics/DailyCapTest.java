package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DailyCapTest {
  private static final long USD = 1_000_000_000_000L;

  private final MetricFactory factory = new MetricFactory(Config.load(null));

  private DailyCap cap(String usd) {
    return new DailyCap(factory, new BigDecimal(usd));
  }

  private static void record(DailyCap cap, String end, long amount) {
    cap.record(Instant.parse(end).toEpochMilli(), amount);
  }

  /** The calls that a cap would have stopped, and their cost in millicents. */
  private String stopped() {
    return value("holysheep_budget_exceeded_requests")
        + " "
        + value("holysheep_budget_exceeded_cost_millicents");
  }

  private Double value(String name) {
    return CounterValues.of(factory.registry, name, "model").get("null");
  }

  @Test
  void theCallThatReachesTheCapIsTheLastThatItDoesNotCount() {
    DailyCap cap = cap("2.5");
    record(cap, "2026-11-26T10:00:00Z", 2 * USD);
    record(cap, "2026-11-26T10:00:01Z", USD / 2);
    assertThat(stopped()).isEqualTo("0.0 0.0");

    record(cap, "2026-11-26T10:00:02Z", 3 * USD);
    record(cap, "2026-11-26T23:59:59.999Z", 0);

    assertThat(stopped()).isEqualTo("2.0 300000.0");
  }

  @Test
  void oneBelowTheCapIsBelowIt() {
    DailyCap cap = cap("0.00000001");
    record(cap, "2026-11-26T10:00:00Z", 9_999);
    record(cap, "2026-11-26T10:00:00Z", 1);
    assertThat(stopped()).isEqualTo("0.0 0.0");

    record(cap, "2026-11-26T10:00:00Z", 1);

    assertThat(stopped()).isEqualTo("1.0 1.0E-7");
  }

  @Test
  void aDayBeginsAtMidnightInUtcAndCallsOfBothDaysMayBeCountedInAnyOrder() {
    DailyCap cap = cap("1");
    record(cap, "2026-11-26T23:59:59Z", USD);
    record(cap, "2026-11-27T00:00:00Z", USD / 2);
    record(cap, "2026-11-26T23:59:59.998Z", 10);
    record(cap, "2026-11-27T00:00:01Z", USD / 2);
    record(cap, "2026-11-26T23:59:59.999Z", 10);
    assertThat(stopped()).isEqualTo("2.0 2.0E-6");

    record(cap, "2026-11-27T00:00:02Z", 10);

    assertThat(stopped()).isEqualTo("3.0 3.0E-6");
  }

  @Test
  void aClockThatIsSetToAnotherDayAndBackFindsTheSumOfItsDay() {
    DailyCap cap = cap("1");
    record(cap, "2026-11-26T10:00:00Z", USD);
    record(cap, "2099-01-01T00:00:00Z", 10);
    record(cap, "2026-11-26T10:00:01Z", 10);
    assertThat(stopped()).isEqualTo("1.0 1.0E-6");

    record(cap, "2026-11-27T10:00:01Z", 10);
    record(cap, "1969-12-31T23:59:59Z", 10);

    assertThat(stopped()).isEqualTo("1.0 1.0E-6");
  }

  @Test
  void neitherTheGreatestCapNorTheGreatestCostsWrap() {
    DailyCap cap = cap("999999999");
    for (int i = 0; i < 110; i++) {
      record(cap, "2026-11-26T10:00:00Z", Long.MAX_VALUE);
    }
    assertThat(stopped()).isEqualTo("1.0 " + Long.MAX_VALUE / 1e7);
  }

  @Test
  void countsEachCallOnceWhileThreadsMeet() throws Exception {
    DailyCap cap = cap("1");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 40_000; i++) {
      threads.execute(() -> record(cap, "2026-11-26T10:00:00Z", USD / 10_000));
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

    assertThat(stopped()).isEqualTo("30000.0 300000.0");
  }

  @Test
  void thereAreCountersOnlyWithTheOption() {
    String name = "holysheep_budget_exceeded_requests";
    assertThat(CounterValues.of(registry(""), name, "model")).isEmpty();
    assertThat(CounterValues.of(registry("budget.usd-day=5"), name, "model"))
        .containsExactly(Map.entry("null", 0.0));
  }

  private static PrometheusRegistry registry(String options) {
    return new Metrics(Config.load(options), "1.2.3", () -> 0, () -> Map.of("okhttp", 1L))
        .registry();
  }
}
