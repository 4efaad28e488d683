package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.ledger.Calls;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.PriceTable;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the cost's counters have, besides the cost itself. */
class CostSeriesTest {
  private static final String STOPPED_AT_LIMIT =
      "{\"choices\":[{\"finish_reason\":\"length\"}],"
          + "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":50,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":40}}}";

  private final Metrics metrics =
      new Metrics(Config.load(null), "1.2.3", () -> 0, () -> Map.of("okhttp", 1L));

  private void record(CallRecord call) {
    record(call, call.cost(PriceTable.builtIn()));
  }

  private void record(CallRecord call, Cost cost) {
    metrics.record(call, cost, false);
  }

  private Map<String, Double> values(String name, String label) {
    return CounterValues.of(metrics.registry(), name, label);
  }

  private static CallRecord answered(String model, String body, String... reportedMillicents) {
    Map<String, String> headers =
        reportedMillicents.length == 0
            ? Map.of()
            : Map.of("x-cost-millicents", reportedMillicents[0]);
    return Calls.answered(model, "/v1/chat/completions", 200, headers, body);
  }

  private static String usage(int input, int output) {
    return "{\"usage\":{\"prompt_tokens\":" + input + ",\"completion_tokens\":" + output + "}}";
  }

  @Test
  void thePartsAreTheCostAndOnlyThoseThatCostSomethingHaveSeries() {
    record(answered("gpt-4.1", STOPPED_AT_LIMIT));
    record(answered("gpt-4.1", usage(7, 0)));

    assertThat(values("holysheep_cost_details_millicents", "part"))
        .containsOnlyKeys("input", "cached_input", "output");
    assertThat(sum("holysheep_cost_details_millicents"))
        .isCloseTo(sum("holysheep_cost_millicents"), within(1e-9))
        .isCloseTo(157 * 0.8, within(1e-9));
  }

  private double sum(String name) {
    return values(name, "model").values().stream().mapToDouble(value -> value).sum();
  }

  @Test
  void aPartIsExactBeyond64Bits() {
    CallRecord call =
        Calls.answered(
            "gpt-4.1", "/v1", 200, Map.of("x-usage-output-tokens", "1000000000000"), "{}");
    Cost cost = call.cost(PriceTable.builtIn());
    for (int i = 0; i < 10_000_001; i++) {
      record(call, cost);
    }

    assertThat(values("holysheep_cost_details_millicents", "part"))
        .containsExactly(Map.entry("output", 10_000_001 * 8e11));
  }

  @Test
  void wasteIsTheCostOfATruncatedAnswer() {
    record(answered("gpt-4.1", usage(100, 50)));
    assertThat(values("holysheep_waste_millicents", "reason")).isEmpty();

    record(answered("gpt-4.1", STOPPED_AT_LIMIT));

    assertThat(values("holysheep_waste_millicents", "reason"))
        .containsExactly(Map.entry("truncated", 150 * 0.8));
  }

  @Test
  void aCallWithoutCostIsNoWaste() {
    record(answered("gpt-4.1", STOPPED_AT_LIMIT), null);

    assertThat(values("holysheep_waste_millicents", "reason")).isEmpty();
  }

  @Test
  void comparesOnlyCallsThatReportedACostAndHaveOne() {
    record(answered("gpt-4.1", usage(100, 50)));
    record(answered("gpt-4.1", usage(10, 5), "12.5"));
    record(answered("gpt-4.1", "{}", "99"));

    assertThat(values("holysheep_compared_cost_millicents", "model"))
        .containsExactly(Map.entry("gpt-4.1", 15 * 0.8));
    assertThat(values("holysheep_compared_reported_cost_millicents", "model"))
        .containsExactly(Map.entry("gpt-4.1", 12.5));
    assertThat(values("holysheep_reported_cost_millicents", "model"))
        .containsExactly(Map.entry("gpt-4.1", 111.5));
  }
}
