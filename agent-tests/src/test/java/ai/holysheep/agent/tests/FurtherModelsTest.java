package ai.holysheep.agent.tests;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second model works within a call: its tokens are billed as its own, but it is no call. */
class FurtherModelsTest {
  private static final String MESSAGE =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],
      "stop_reason":"end_turn","usage":{"input_tokens":2390,"output_tokens":121,"iterations":[
      {"type":"message","input_tokens":1128,"output_tokens":110},
      {"type":"advisor_message","model":"brand-new","input_tokens":2518,
      "cache_read_input_tokens":100,"output_tokens":22},
      {"type":"message","input_tokens":1262,"output_tokens":11}]}}""";

  @TempDir Path folder;

  @Test
  void tokensAndCostCountUnderTheirModelAndTheCallOnce() throws Exception {
    try (CannedServer server = new CannedServer()) {
      server.respond("v1/messages", 200, MESSAGE);
      List<String> arguments = new ArrayList<>();
      arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.dir=" + folder));
      arguments.addAll(
          ForkedJvm.program(
              "Requests", server.url(), "POST /v1/messages {\"model\":\"claude-sonnet-4-5\"}"));
      try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
        jvm.awaitLine("DONE");
        Exposition metrics = jvm.scrapeWhenIdle();
        assertThat(jvm.finish()).isZero();

        assertThat(metrics.counts("holysheep_requests_total"))
            .containsOnly(
                entry("{error_type=\"none\",model=\"claude-sonnet-4-5\",status_code=\"200\"}", 1L));
        assertThat(metrics.counts("holysheep_request_duration_seconds_count")).hasSize(1);
        assertThat(metrics.counts("holysheep_tokens_total"))
            .containsOnly(
                entry("{model=\"claude-sonnet-4-5\",token_type=\"input\"}", 2390L),
                entry("{model=\"claude-sonnet-4-5\",token_type=\"output\"}", 121L),
                entry("{model=\"brand-new\",token_type=\"input\"}", 2618L),
                entry("{model=\"brand-new\",token_type=\"output\"}", 22L));
        assertThat(
                metrics.value(
                    "holysheep_token_details_total",
                    "detail=\"cached_input\"",
                    "model=\"brand-new\""))
            .isEqualTo(100);
        // 8 USD per million tokens, 15 for claude-sonnet-4-5.
        assertThat(metrics.sum("holysheep_cost_millicents_total"))
            .isEqualTo((2640 * 8 + 2511 * 15) / 10.0);
        assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
        checkLedger(LedgerFiles.read(folder, "").calls);
      }
    }
  }

  private static void checkLedger(List<JsonNode> lines) {
    assertThat(lines).hasSize(2);
    JsonNode call = lines.get(0);
    JsonNode part = lines.get(1);
    assertThat(call.get("part").asBoolean()).isFalse();
    assertThat(part.get("part").asBoolean()).isTrue();
    assertThat(part.get("model").asText()).isEqualTo("brand-new");
    assertThat(part.get("total_tokens").asLong()).isEqualTo(2640);
    assertThat(part.get("latency_ms").isNull()).isTrue();
    for (String key : List.of("timestamp", "status_code", "request_id", "caller", "endpoint")) {
      assertThat(part.get(key)).as(key).isEqualTo(call.get(key));
    }
  }
}
