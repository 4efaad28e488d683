package ai.holysheep.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.PriceTable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerLineTest {
  private static String line(CallRecord call) {
    StringBuilder out = new StringBuilder();
    LedgerLine line = new LedgerLine(out);
    line.ownedBy(Calls.OWNER);
    line.append(new LedgerEntry(call, call.cost(PriceTable.builtIn())));
    return out.toString();
  }

  @Test
  void hasEveryKeyInTheAgreedOrder() {
    CallRecord call =
        Calls.ok(
            "gpt-4.1",
            "https://user:secret@api.holysheep.ai/v1/chat/completions?key=secret",
            Map.of(
                "x-request-id", "req-1", "x-cost-millicents", "104.8", "x-response-time-ms", "12"));

    assertThat(line(call).replaceAll("\"latency_ms\":[0-9.]+", "\"latency_ms\":L"))
        .isEqualTo(
            "{\"timestamp\":\""
                + Instant.ofEpochMilli(call.endMillis)
                + "\",\"model\":\"gpt-4.1\",\"response_model\":null,\"input_tokens\":42,"
                + "\"output_tokens\":89,\"total_tokens\":131,\"cached_input_tokens\":7,"
                + "\"cache_write_input_tokens\":null,\"cache_write_1h_input_tokens\":null,"
                + "\"reasoning_tokens\":null,"
                + "\"input_cost\":0.000336,\"output_cost\":0.000712,\"total_cost\":0.001048,"
                + "\"reported_cost_millicents\":104.8,\"priced_as\":\"gpt-4.1\","
                + "\"status_code\":\"200\",\"error_type\":\"none\",\"error_code\":null,"
                + "\"latency_ms\":L,\"ttft_ms\":null,\"upstream_ms\":12,\"streamed\":false,"
                + "\"retry\":false,\"truncated\":false,\"client\":\"okhttp\","
                + "\"endpoint\":\"/v1/chat/completions\",\"request_id\":\"req-1\","
                + "\"caller\":null,\"complete\":true,\"part\":false,"
                + "\"cost_input\":0.00028,\"cost_cached_input\":0.000056,\"cost_cache_write\":0,"
                + "\"cost_output\":0.000712,\"cost_reasoning\":0,\"cost_audio\":0,\"cost_image\":0,"
                + "\"cost_tool\":0,\"cost_request\":0,\"price_rules\":null,"
                + "\"audio_input_tokens\":null,\"audio_output_tokens\":null,"
                + "\"image_input_tokens\":null,\"image_output_tokens\":null,"
                + "\"cached_audio_input_tokens\":null,\"cached_image_input_tokens\":null,"
                + "\"web_searches\":null,\"service_tier\":null,"
                + "\"service\":\"shop\",\"host\":\"node-1\",\"labels\":{\"team\":\"cs\"},"
                + "\"headers\":null,\"user\":null,\"api_key\":null,"
                + "\"request_fingerprint\":null,\"entry\":null,\"trace_id\":null,"
                + "\"waste\":null,\"images\":null,\"audio_seconds\":null,\"pages\":null,\"image_form\":null}\n");
  }

  @Test
  void hasTheTokensThatTheCacheKeepsForAnHour() throws Exception {
    CallRecord call =
        Calls.answered(
            "claude-sonnet-4-5",
            "/v1/messages",
            200,
            Map.of(),
            "{\"usage\":{\"input_tokens\":10,\"output_tokens\":1,\"cache_creation\":"
                + "{\"ephemeral_5m_input_tokens\":1000,\"ephemeral_1h_input_tokens\":2000}}}");

    JsonNode json = new ObjectMapper().readTree(line(call));

    assertThat(json.get("cache_write_input_tokens").asLong()).isEqualTo(3000);
    assertThat(json.get("cache_write_1h_input_tokens").asLong()).isEqualTo(2000);
  }

  @Test
  void hasNullForWhatIsUnknown() throws Exception {
    JsonNode json = new ObjectMapper().readTree(line(Calls.failed()));

    assertThat(json.get("model").asText()).isEqualTo("unknown");
    assertThat(json.get("status_code").asText()).isEqualTo("timeout");
    for (String key : new String[] {"total_tokens", "total_cost", "priced_as", "endpoint"}) {
      assertThat(json.get(key).isNull()).as(key).isTrue();
    }
  }

  @Test
  void isValidJsonWhateverANameContains() throws Exception {
    String model = "a\"b\\c\n\u0001é안\u2028";
    CallRecord call = Calls.ok("m", "/p", Map.of("x-model-name", "n", "request-id", model));

    String line = line(call);

    assertThat(line).containsOnlyOnce("\n");
    assertThat(new ObjectMapper().readTree(line).get("request_id").asText()).isEqualTo(model);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 12, 0",
    "1, 12, 0.000000000001",
    "1048000000, 12, 0.001048",
    "1000000000000, 12, 1",
    "1500000000000, 12, 1.5",
    "9223372036854775807, 12, 9223372.036854775807",
    "100, 0, 100",
    "100, 3, 0.1",
    "-1, 3, null",
  })
  void writesDecimalsWithoutExponentOrTrailingZeros(long units, int decimals, String text) {
    StringBuilder out = new StringBuilder();
    JsonLineBuilder json = new JsonLineBuilder(out);
    json.beginObject();
    json.decimalField("n", units, decimals);

    assertThat(out).hasToString("{\"n\":" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-25T01:05:01.007Z", "2026-12-31T23:59:59.999Z"})
  void writesTimesInUtcToTheMillisecond(String time) {
    StringBuilder out = new StringBuilder();
    JsonLineBuilder json = new JsonLineBuilder(out);
    json.beginObject();
    json.timestampField("at", Instant.parse(time).toEpochMilli());

    assertThat(out).hasToString("{\"at\":\"" + time + "\"");
  }
}
