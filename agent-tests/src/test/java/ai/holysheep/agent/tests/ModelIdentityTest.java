package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Answers under another name than the request's: which are another model, and what they cost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelIdentityTest {
  private static final String PRICES =
      """
      {"models": {
        "claude-sonnet-4": {"input": 3, "output": 15, "cached_input": 0.3, "cache_write": 3.75},
        "gpt-4": {"input": 30, "output": 60},
        "grok-4-0709": {"input": 3, "output": 15},
        "gemini-2.0-flash": {"input": 0.1, "output": 0.4}},
       "aliases": {"my-gpt": "gpt-4.1"}}
      """;

  private final CannedServer server = new CannedServer();
  private final List<String> asked = new ArrayList<>();
  private Exposition metrics;

  private void respond(String model, String answer) {
    asked.add(model);
    server.respond(
        model,
        200,
        "{\"model\":\""
            + answer
            + "\",\"usage\":{\"prompt_tokens\":1000000,\"completion_tokens\":0}}");
  }

  @BeforeAll
  void run(@TempDir Path folder) throws IOException {
    Path prices = Files.writeString(folder.resolve("prices.json"), PRICES);
    respond("gpt-4", "gpt-4-0613");
    respond("grok-4", "grok-4-0709");
    respond("claude-sonnet-4-0", "claude-sonnet-4-20250514");
    respond("us.anthropic.claude-sonnet-4-20250514-v1:0", "claude-sonnet-4-20250514");
    respond("anthropic/claude-sonnet-4:beta", "anthropic/claude-4-sonnet-20250522");
    respond("gemini-2.0-flash-001", "models/gemini-2.0-flash");
    respond("my-gpt", "gpt-4.1-2025-04-14");
    respond("gpt-4.1", "gpt-4.1-mini");
    respond("text-embedding-004", "text-embedding-005");
    List<String> arguments =
        new ArrayList<>(
            List.of(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,pricing.file=" + prices)));
    arguments.addAll(ForkedJvm.program("Posts", server.url()));
    arguments.addAll(asked);
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      jvm.awaitLine("DONE");
      metrics = jvm.scrapeWhenIdle();
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void onlyAnotherModelIsASubstitution() {
    assertThat(metrics.all("holysheep_model_substitutions_total"))
        .containsOnly(
            Map.entry("{model=\"gpt-4.1\",response_model=\"gpt-4.1-mini\"}", 1.0),
            Map.entry("{model=\"text-embedding-004\",response_model=\"text-embedding-005\"}", 1.0));
  }

  @Test
  void aSpellingCostsWhatItsModelCosts() {
    Map<String, Double> costs = metrics.all("holysheep_cost_millicents_total");
    assertThat(costs)
        .containsEntry("{model=\"gpt-4\"}", 3_000_000.0)
        .containsEntry("{model=\"grok-4\"}", 300_000.0)
        .containsEntry("{model=\"claude-sonnet-4-0\"}", 300_000.0)
        .containsEntry("{model=\"us.anthropic.claude-sonnet-4-20250514-v1:0\"}", 300_000.0)
        .containsEntry("{model=\"anthropic/claude-sonnet-4:beta\"}", 300_000.0)
        .containsEntry("{model=\"gemini-2.0-flash-001\"}", 10_000.0)
        .containsEntry("{model=\"my-gpt\"}", 800_000.0);
    assertThat(metrics.all("holysheep_unpriced_requests_total"))
        .containsOnly(Map.entry("{model=\"text-embedding-004\"}", 1.0));
    assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
  }
}
