package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.IgnoredValues;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.ledger.Calls;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.PriceTable;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a hostile gateway or a careless application can do to the sums and to the labels. */
class HostileFiguresTest {
  private static final String TRILLION = "1000000000000";

  private Metrics metrics = metrics("");

  private static Metrics metrics(String options) {
    return new Metrics(Config.load(options), "1.2.3", () -> 0, () -> Map.of("okhttp", 1L));
  }

  private void record(int times, CallRecord call) {
    PriceTable prices = PriceTable.builtIn();
    Cost cost = call.cost(prices);
    boolean substituted = call.isSubstituted(prices);
    for (int i = 0; i < times; i++) {
      metrics.record(call, cost, substituted);
    }
  }

  private static CallRecord withHeaders(String model, String... namesAndValues) {
    Map<String, String> headers = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Calls.answered(model, "/v1", 200, headers, "{}");
  }

  private static CallRecord withStatus(int status) {
    return Calls.answered("gpt-4.1", "/v1", status, Map.of(), "{}");
  }

  /** The values of a counter by one of its labels. */
  private Map<String, Double> values(String name, String label) {
    return CounterValues.of(metrics.registry(), name, label);
  }

  @Test
  void tokensAndCostsAreExactBeyond64Bits() {
    record(
        10_000_001,
        withHeaders("gpt-4.1", "x-usage-output-tokens", TRILLION, "x-cost-millicents", "92233720"));

    assertThat(values("holysheep_tokens", "token_type"))
        .containsExactly(Map.entry("output", 10_000_001e12));
    assertThat(values("holysheep_cost_millicents", "model"))
        .containsExactly(Map.entry("gpt-4.1", 10_000_001 * 8e11));
    assertThat(values("holysheep_reported_cost_millicents", "model"))
        .containsExactly(Map.entry("gpt-4.1", 10_000_001 * 92233720.0));
  }

  @Test
  void aCallWithoutAPlausibleCostStillCounts() {
    long ignored = IgnoredValues.total(IgnoredValues.Source.PRICE);
    record(
        3, withHeaders("gpt-4.1", "x-usage-input-tokens", TRILLION, "x-usage-output-tokens", "7"));
    record(
        1,
        withHeaders(
            "gpt-4.1", "x-usage-input-tokens", TRILLION, "x-usage-output-tokens", TRILLION));

    assertThat(values("holysheep_requests", "status_code")).containsExactly(Map.entry("200", 4.0));
    assertThat(values("holysheep_tokens", "token_type"))
        .containsExactly(Map.entry("input", 4e12), Map.entry("output", 1e12 + 21));
    assertThat(values("holysheep_cost_millicents", "model"))
        .containsExactly(Map.entry("gpt-4.1", 2_400_000_000_016.8));
    assertThat(IgnoredValues.total(IgnoredValues.Source.PRICE)).isEqualTo(ignored + 1);
  }

  @Test
  void aReportedCostThatDoesNotFitIsCountedAsIgnored() {
    long ignored = IgnoredValues.total(IgnoredValues.Source.HEADER);
    CallRecord call = withHeaders("gpt-4.1", "x-cost-millicents", "922337203686");
    record(1, call);

    assertThat(call.reportedCost).isEqualTo(-1);
    assertThat(IgnoredValues.total(IgnoredValues.Source.HEADER)).isEqualTo(ignored + 1);
    assertThat(withHeaders("gpt-4.1", "x-cost-millicents", "922337203685.4775807").reportedCost)
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aCallThatReportsOnlyOneKindOfTokensIsUnpricedToo() {
    record(1, withHeaders("input-only", "x-usage-input-tokens", "1"));
    record(1, withHeaders("output-only", "x-usage-output-tokens", "1"));
    record(1, withHeaders("none", "x-usage-input-tokens", "0"));

    assertThat(values("holysheep_unpriced_requests", "model"))
        .containsOnlyKeys("input-only", "output-only");
  }

  @Test
  void statusesAreBounded() {
    for (int status = -10; status < 5_000; status++) {
      if (status != 0) {
        record(1, withStatus(status));
      }
    }
    record(5, withStatus(529));
    record(5, withStatus(599));

    Map<String, Double> statuses = values("holysheep_requests", "status_code");
    assertThat(statuses)
        .hasSizeLessThan(120)
        .containsKeys("100", "200", "404", "429", "499", "503", "529", "599", "other");
    assertThat(statuses.values().stream().mapToDouble(n -> n).sum()).isEqualTo(5_019);
    assertThat(statuses.get("529")).isEqualTo(6);
    assertThat(statuses.keySet())
        .allMatch(status -> status.equals("other") || status.matches("[1-9]\\d\\d"));
  }

  @Test
  void aGatewayThatAnswersWithManyModelsTakesNoPlaceOfTheApplications() {
    metrics = metrics("metrics.max-models=3");
    for (int i = 0; i < 1000; i++) {
      record(1, Calls.answered("asked", "/v1", 200, Map.of(), "{\"model\":\"m" + i + "\"}"));
    }
    record(1, Calls.answered("second", "/v1", 200, Map.of(), "{}"));

    assertThat(values("holysheep_model_substitutions", "response_model"))
        .containsExactly(
            Map.entry("m0", 1.0),
            Map.entry("m1", 1.0),
            Map.entry("m2", 1.0),
            Map.entry("other", 997.0));
    assertThat(values("holysheep_requests", "model")).containsOnlyKeys("asked", "second");
  }

  @Test
  void combinationsOfExtraLabelsAreBounded() {
    metrics = metrics("metrics.labels=endpoint;client,metrics.max-models=1000");
    for (int model = 0; model < 200; model++) {
      for (int endpoint = 0; endpoint < 40; endpoint++) {
        record(1, Calls.ok("m" + model, "/v1/e" + endpoint, Map.of()));
      }
    }

    Map<String, Double> endpoints = values("holysheep_requests", "endpoint");
    assertThat(endpoints.get("other")).isEqualTo(8_000 - 5_000);
    assertThat(endpoints).containsEntry("/v1/e0", 125.0);
    assertThat(values("holysheep_requests", "model")).hasSize(200).containsEntry("m199", 40.0);
    assertThat(values("holysheep_requests", "client")).containsOnlyKeys("okhttp");
  }

  @Test
  void namesThatAreCutInsideACharacterAreOneSeriesWithAGoodName() {
    String start = "x".repeat(127);
    record(1, withHeaders(start + "\uD83D\uDE00"));
    record(1, withHeaders(start + "\uD83E\uDD14"));
    record(1, Calls.answered("", "/v1/models/\uD83D:embedContent", 200, Map.of(), "{}"));
    record(1, Calls.answered("", "/v1/models/\uDE00:embedContent", 200, Map.of(), "{}"));

    assertThat(values("holysheep_requests", "model"))
        .containsExactly(Map.entry(start, 2.0), Map.entry("\uFFFD", 2.0));
  }
}
