package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A public table of prices as {@code pricing.file}. */
class PublicTableTest {
  private static final String LITELLM =
      """
      {"sample_spec": {"input_cost_per_token": 0, "litellm_provider": "any"},
       "gpt-x": {"litellm_provider": "openai", "mode": "chat",
                 "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06, "cache_read_input_token_cost": 2.5e-07,
                 "input_cost_per_token_above_272k_tokens": 2e-06, "output_cost_per_token_above_272k_tokens": 3e-06},
       "azure/gpt-x": {"litellm_provider": "azure", "mode": "chat", "input_cost_per_token": 9e-06, "output_cost_per_token": 9e-06},
       "xai/grok-x": {"litellm_provider": "xai", "mode": "chat", "input_cost_per_token": 3e-06, "output_cost_per_token": 3e-06},
       "tts-x": {"litellm_provider": "openai", "mode": "audio_speech", "input_cost_per_character": 1e-05},
       "broken": {"litellm_provider": "x", "mode": "chat", "input_cost_per_token": "x"}}
      """;

  private static final String GENAI =
      """
      [{"id": "openai", "name": "OpenAI", "api_pattern": "x", "model_match": {"starts_with": "gpt-"},
        "models": [{"id": "gpt-x", "match": {"starts_with": "gpt-x"}, "prices": {"input_mtok": 7, "output_mtok": 7, "cache_read_mtok": 7}}]}]
      """;

  @TempDir private Path folder;

  @Test
  void itsPricesAreInMetricsAndLedgerAlsoWhenItChangesWhileCallsRun() throws Exception {
    Path prices = Files.writeString(folder.resolve("prices.json"), LITELLM);
    Path ledger = folder.resolve("ledger");
    CompletableFuture<ForkedJvm> started = new CompletableFuture<>();
    try (CannedServer server = new CannedServer()) {
      respond(server, "gpt-x", "gpt-x-2026-01-01", 1_000_000);
      respond(server, "GPT-X", "gpt-x", 200_000);
      respond(server, "grok-x", "grok-x", 1_000_000);
      String answer = answer("gpt-x", 1_000_000);
      server.respond(
          "gpt-x-latest",
          out -> {
            replace(prices);
            started
                .join()
                .awaitError("[holysheep-agent] read the prices of 1 models from " + prices);
            CannedServer.writeHead(out, 200, "Content-Length: " + answer.length());
            out.write(answer.getBytes(StandardCharsets.UTF_8));
          });
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  ForkedJvm.agent(
                      "hosts=127.0.0.1,metrics.port=0,pricing.file="
                          + prices
                          + ",ledger.dir="
                          + ledger)));
      arguments.addAll(
          ForkedJvm.program(
              "Posts", server.url(), "gpt-x", "GPT-X", "grok-x", "gpt-x-latest", "gpt-x"));
      try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
        started.complete(jvm);
        jvm.awaitLine("DONE");
        Exposition metrics = jvm.scrapeWhenIdle();
        assertThat(jvm.finish()).isZero();

        assertThat(jvm.err())
            .anyMatch(
                line ->
                    line.contains(
                        "read the prices of 3 models (and 1 that have no price for what answers"
                            + " count) from "
                            + prices))
            .anyMatch(line -> line.endsWith("refused broken: input_cost_per_token: x is no price"));
        assertThat(metrics.all("holysheep_unpriced_requests_total")).isEmpty();
        assertThat(metrics.value("holysheep_agent_errors_total", "stage=\"pricing\"")).isEqualTo(1);
        // In millicents: 2 and then 7 USD per million tokens.
        assertThat(metrics.all("holysheep_cost_millicents_total"))
            .containsAllEntriesOf(
                Map.of(
                    "{model=\"gpt-x\"}", 200_000.0 + 700_000.0,
                    "{model=\"GPT-X\"}", 20_000.0,
                    "{model=\"grok-x\"}", 300_000.0,
                    "{model=\"gpt-x-latest\"}", 700_000.0));
      }
    }
    assertThat(costs(ledger))
        .containsExactlyInAnyOrder(
            "gpt-x gpt-x 2",
            "GPT-X gpt-x 0.2",
            "grok-x xai/grok-x 3",
            "gpt-x-latest openai/gpt-x 7",
            "gpt-x openai/gpt-x 7");
  }

  private static void respond(CannedServer server, String model, String answered, int tokens) {
    server.respond(model, 200, answer(answered, tokens));
  }

  private static String answer(String model, int tokens) {
    return "{\"model\":\""
        + model
        + "\",\"usage\":{\"prompt_tokens\":"
        + tokens
        + ",\"completion_tokens\":0}}";
  }

  /** In one step, so that the agent never reads a half. */
  private void replace(Path prices) {
    try {
      Path next = Files.writeString(folder.resolve("next.json"), GENAI);
      Files.move(next, prices, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> costs(Path ledger) throws IOException {
    return LedgerFiles.read(ledger, "").calls.stream()
        .map(
            call ->
                call.get("model").asText()
                    + " "
                    + call.get("priced_as").asText()
                    + " "
                    + cost(call.get("total_cost")))
        .collect(Collectors.toList());
  }

  private static String cost(JsonNode usd) {
    return new BigDecimal(usd.asText()).stripTrailingZeros().toPlainString();
  }
}
