package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedRegistryTest {
  private final GuardedRegistry registry = new GuardedRegistry();
  private Throwable fault = new IllegalStateException();

  @BeforeEach
  void register() {
    GaugeWithCallback.builder().name("good").callback(gauge -> gauge.call(1)).register(registry);
    GaugeWithCallback.builder().name("bad").callback(gauge -> fail()).register(registry);
  }

  private void fail() {
    if (fault instanceof Error) {
      throw (Error) fault;
    }
    throw (RuntimeException) fault;
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException(),
        new OutOfMemoryError("injected"),
        new StackOverflowError("injected"),
        new NoClassDefFoundError("injected"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aMetricThatFailsIsMissingAndCounted(Throwable injected) {
    fault = injected;
    long before = AgentErrors.total(AgentErrors.Stage.METRICS);

    assertThat(names(registry.scrape())).containsExactly("good");
    assertThat(names(registry.scrape((PrometheusScrapeRequest) null))).containsExactly("good");
    assertThat(names(registry.scrape(name -> true))).containsExactly("good");
    assertThat(AgentErrors.total(AgentErrors.Stage.METRICS)).isEqualTo(before + 3);
  }

  @Test
  void aScrapeOfSomeNamesHasThoseOnly() {
    assertThat(names(registry.scrape(name -> name.equals("good")))).containsExactly("good");
    assertThat(names(registry.scrape(name -> name.equals("none")))).isEmpty();
  }

  private static Stream<String> names(MetricSnapshots snapshots) {
    return snapshots.stream().map(MetricSnapshot::getMetadata).map(data -> data.getName());
  }
}
