package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.ledger.Calls;
import ai.holysheep.agent.pricing.PriceTable;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the metrics have of calls whose names are too many. No call is lost. */
class LabelBudgetsTest {
  private static final PriceTable PRICES = PriceTable.builtIn();

  private Metrics metrics = metrics("");

  private static Metrics metrics(String options) {
    return new Metrics(Config.load(options), "1.2.3", () -> 0, () -> Map.of("okhttp", 1L));
  }

  private static void record(Metrics metrics, CallRecord call) {
    metrics.record(call, call.cost(PRICES), call.isSubstituted(PRICES));
  }

  private void record(CallRecord call) {
    record(metrics, call);
  }

  private static CallRecord failed(String model) {
    return Calls.answered(model, "/v1", 404, Map.of(), "{}");
  }

  /** The values of a counter by one of its labels. */
  private Map<String, Double> values(String name, String label) {
    for (MetricSnapshot metric : metrics.registry().scrape()) {
      if (metric.getMetadata().getName().equals(name)) {
        return ((CounterSnapshot) metric)
            .getDataPoints().stream()
                .collect(
                    Collectors.toMap(
                        point -> String.valueOf(point.getLabels().get(label)),
                        CounterSnapshot.CounterDataPointSnapshot::getValue,
                        Double::sum,
                        TreeMap::new));
      }
    }
    return Map.of();
  }

  private Map<String, Double> overflow() {
    return values("holysheep_label_overflow", "label");
  }

  @Test
  void namesThatOnlyResponsesNameTakeNoPlaceOfTheApplications() {
    metrics = metrics("metrics.max-models=8");
    for (int i = 0; i < 100; i++) {
      String inBody = "{\"model\":\"body-" + i + "\"}";
      record(Calls.answered("", "/v1", 200, Map.of(), inBody));
      Map<String, String> inHeader = Map.of("x-model-name", "header-" + i);
      record(Calls.answered("", "/v1", 200, inHeader, "{}"));
    }
    for (int i = 0; i < 8; i++) {
      record(Calls.ok("real-" + i, "/v1", Map.of()));
    }

    assertThat(values("holysheep_requests", "model"))
        .hasSize(4 + 8 + 1)
        .containsKeys("body-0", "header-0", "real-0", "real-7")
        .containsEntry("other", 196.0);
    assertThat(overflow()).containsEntry("model", 196.0);
  }

  @Test
  void aSuccessIsA2xxThatEndedWell() {
    metrics = metrics("metrics.max-models=2");
    record(Calls.answered("redirected", "/v1", 302, Map.of(), ""));
    String broken = "data: {\"error\":{\"message\":\"gone\"}}\n\n";
    record(Calls.answered("broken", "/v1", 200, Map.of(), broken));
    record(Calls.answered("created", "/v1", 201, Map.of(), "{}"));
    record(Calls.ok("real", "/v1", Map.of()));

    assertThat(values("holysheep_requests", "model"))
        .containsOnlyKeys("redirected", "created", "real", "other");
  }

  @Test
  void theSeriesOfANameThatSucceedsLaterGoOn() {
    metrics = metrics("metrics.max-models=1");
    record(failed("gpt-4.1"));
    record(failed("typo"));
    record(Calls.ok("gpt-4.1", "/v1", Map.of()));
    record(failed("gpt-4.1"));
    record(failed("typo"));

    assertThat(values("holysheep_requests", "model"))
        .containsExactly(
            Map.entry("gpt-4.1", 3.0), Map.entry("other", 1.0), Map.entry("typo", 1.0));
  }

  @Test
  void allThreadsTogetherLoseNoCall() throws InterruptedException {
    metrics = metrics("metrics.max-models=20");
    List<CallRecord> calls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      calls.add(i % 2 == 0 ? failed("m" + i / 2) : Calls.ok("m" + i / 2, "/v1", Map.of()));
    }
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int step = 2 * t + 1;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 20_000; i++) {
                  record(metrics, calls.get(i * step % 200));
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    Map<String, Double> requests = values("holysheep_requests", "model");
    assertThat(requests).hasSizeBetween(20 + 1, 20 + 10 + 5 + 1);
    assertThat(requests.values().stream().mapToDouble(n -> n).sum()).isEqualTo(160_000);
    assertThat(overflow()).containsEntry("model", requests.get("other"));
  }

  @Test
  void countsEachCallWhoseCallerOrEndpointBecomesOther() {
    metrics = metrics("metrics.labels=endpoint;caller");
    for (int i = 0; i < 60; i++) {
      record(Calls.ok("gpt-4.1", "/v1/" + "x".repeat(i + 1), Map.of()));
    }

    assertThat(values("holysheep_requests", "endpoint")).hasSize(51).containsEntry("other", 10.0);
    assertThat(overflow())
        .containsOnlyKeys("model", "response_model", "status_code", "caller", "endpoint")
        .containsEntry("endpoint", 10.0)
        .containsEntry("caller", 0.0);
  }

  @Test
  void countsEachCallWhoseCombinationBecomesOther() {
    metrics = metrics("metrics.labels=endpoint,metrics.max-models=1000");
    for (int model = 0; model < 110; model++) {
      for (int endpoint = 0; endpoint < 50; endpoint++) {
        record(Calls.ok("m" + model, "/v1/" + "x".repeat(endpoint + 1), Map.of()));
      }
    }

    assertThat(values("holysheep_requests", "endpoint")).containsEntry("other", 500.0);
    assertThat(overflow()).containsEntry("endpoint", 500.0).containsEntry("model", 0.0);
  }

  @Test
  void countsEachCallWhoseResponseModelOrStatusBecomesOther() {
    metrics = metrics("metrics.max-models=3");
    for (int i = 0; i < 10; i++) {
      String body = "{\"model\":\"answering-" + i + "\"}";
      record(Calls.answered("gpt-4.1", "/v1", 200, Map.of(), body));
    }
    for (int status = 600; status < 630; status++) {
      record(Calls.answered("gpt-4.1", "/v1", status, Map.of(), "{}"));
    }
    record(Calls.answered("gpt-4.1", "/v1", 12_345, Map.of(), "{}"));

    assertThat(overflow())
        .containsExactly(
            Map.entry("model", 0.0),
            Map.entry("response_model", 7.0),
            Map.entry("status_code", 11.0));
  }
}
