package ai.holysheep.agent.tests;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The exact metrics for responses of each vendor. Each model gets one call. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsageTest {
  private static final Path RESPONSES =
      Path.of("../agent/src/test/resources/ai/holysheep/agent/usage/responses");
  private static final String[] MODELS = {
    "gpt-4.1",
    "gpt-4o-mini",
    "gpt-5-nano",
    "claude-opus-4-1",
    "claude-sonnet-4-5",
    "gemini-2.5-pro",
    "deepseek-reasoner",
    "silent",
    "brotli",
    "cut",
    "poor",
    "empty-error"
  };

  private final CannedServer server = new CannedServer();
  private Exposition metrics;
  private List<String> output;

  @BeforeAll
  void run() throws IOException {
    server.respond("gpt-4.1", 200, response("openai-chat.json"));
    server.respond("gpt-4o-mini", 200, response("openai-chat-stream.sse"));
    server.respond("gpt-5-nano", 200, response("openai-responses.json"));
    server.respond("claude-opus-4-1", 200, response("anthropic-stream.sse"));
    server.respond("claude-sonnet-4-5", 200, response("anthropic-stream-error.sse"));
    server.respond("gemini-2.5-pro", 200, response("gemini-stream.json"));
    server.respond("deepseek-reasoner", 200, response("deepseek-stream.sse"));
    server.respond("silent", 200, response("openai-chat-stream-tool.sse"));
    server.respond(
        "brotli",
        out -> {
          CannedServer.writeHead(out, 200, "Content-Encoding: br", "Content-Length: 6");
          out.write(new byte[] {0x1b, 0x2b, 0, (byte) 0xf8, '{', '"'});
        });
    String stream = response("anthropic-stream.sse");
    server.respond(
        "cut", 200, stream.substring(0, stream.indexOf("\"output_tokens\":510") + 17), 9999);
    server.respond("poor", 429, response("openai-error-quota.json"));
    server.respond("empty-error", 200, "data: {\"error\":{\"message\":\"gone\"}}\n\n");
    List<String> arguments = new ArrayList<>(List.of(ForkedJvm.watching()));
    arguments.addAll(ForkedJvm.program("Posts", server.url()));
    arguments.addAll(List.of(MODELS));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      jvm.awaitLine("DONE");
      metrics = jvm.scrapeWhenIdle();
      output = jvm.out();
    }
  }

  private static String response(String name) throws IOException {
    return new String(Files.readAllBytes(RESPONSES.resolve(name)), StandardCharsets.UTF_8);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Map<String, Long> positive(String name) {
    Map<String, Long> counts = metrics.counts(name);
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private static Map.Entry<String, Long> of(String model, String label, String value, long count) {
    return entry(
        label.compareTo("model") < 0
            ? "{" + label + "=\"" + value + "\",model=\"" + model + "\"}"
            : "{model=\"" + model + "\"," + label + "=\"" + value + "\"}",
        count);
  }

  private static Map.Entry<String, Long> of(String model, long count) {
    return entry("{model=\"" + model + "\"}", count);
  }

  @Test
  void theApplicationGetsTheResponses() {
    assertThat(output).contains("cut cut", "429 poor", "200 brotli").hasSize(MODELS.length + 1);
  }

  @Test
  void countsTokensInEachDialectEvenOfStreamsThatFailOrAreCut() {
    assertThat(positive("holysheep_tokens_total"))
        .containsOnly(
            of("gpt-4.1", "token_type", "input", 19),
            of("gpt-4.1", "token_type", "output", 10),
            of("gpt-4o-mini", "token_type", "input", 20),
            of("gpt-4o-mini", "token_type", "output", 11),
            of("gpt-5-nano", "token_type", "input", 36),
            of("gpt-5-nano", "token_type", "output", 87),
            of("claude-opus-4-1", "token_type", "input", 10717),
            of("claude-opus-4-1", "token_type", "output", 510),
            of("claude-sonnet-4-5", "token_type", "input", 25),
            of("claude-sonnet-4-5", "token_type", "output", 1),
            of("gemini-2.5-pro", "token_type", "input", 8),
            of("gemini-2.5-pro", "token_type", "output", 36),
            of("deepseek-reasoner", "token_type", "input", 17),
            of("deepseek-reasoner", "token_type", "output", 300),
            // Of the event that is cut in the middle of a number, no count is believed.
            of("cut", "token_type", "input", 2709),
            of("cut", "token_type", "output", 89));
  }

  @Test
  void countsTokenDetailsAsSubsets() {
    assertThat(positive("holysheep_token_details_total"))
        .containsOnly(
            of("gpt-4.1", "detail", "cached_input", 4),
            of("gpt-4.1", "detail", "reasoning_output", 3),
            of("gpt-4.1", "detail", "audio_input", 1),
            of("gpt-4.1", "detail", "audio_output", 2),
            of("gpt-5-nano", "detail", "cached_input", 6),
            of("gpt-5-nano", "detail", "reasoning_output", 64),
            of("claude-opus-4-1", "detail", "cached_input", 15),
            of("claude-opus-4-1", "detail", "cache_write_input", 20),
            of("claude-opus-4-1", "detail", "cache_write_5m_input", 20),
            of("claude-opus-4-1", "detail", "reasoning_output", 77),
            of("gemini-2.5-pro", "detail", "reasoning_output", 30),
            of("deepseek-reasoner", "detail", "cached_input", 16),
            of("deepseek-reasoner", "detail", "reasoning_output", 290),
            of("cut", "detail", "cached_input", 10),
            of("cut", "detail", "cache_write_input", 20),
            of("cut", "detail", "cache_write_5m_input", 20));
  }

  @Test
  void anErrorInsideAStreamIsTheOutcome() {
    assertThat(positive("holysheep_requests_total"))
        .hasSize(MODELS.length)
        .contains(
            entry(outcome("claude-sonnet-4-5", "server_error", "200"), 1L),
            entry(outcome("empty-error", "server_error", "200"), 1L),
            entry(outcome("cut", "network", "200"), 1L),
            entry(outcome("poor", "rate_limit", "429"), 1L),
            entry(outcome("silent", "none", "200"), 1L));
  }

  private static String outcome(String model, String error, String status) {
    return "{error_type=\"%s\",model=\"%s\",status_code=\"%s\"}".formatted(error, model, status);
  }

  @Test
  void countsSuccessfulCallsWithoutUsage() {
    assertThat(positive("holysheep_usage_missing_total"))
        .containsOnly(of("silent", 1), of("brotli", 1));
  }

  @Test
  void countsResponsesThatTheTokenLimitTruncated() {
    assertThat(positive("holysheep_truncated_total"))
        .containsOnly(of("gpt-4.1", 1), of("deepseek-reasoner", 1));
  }

  @Test
  void countsOtherModelsButNotDatedNamesOfTheSameModel() {
    assertThat(positive("holysheep_model_substitutions_total"))
        .containsOnly(
            of("gpt-5-nano", "response_model", "gpt-5-2025-08-07", 1),
            of("silent", "response_model", "gpt-4.1", 1),
            of("cut", "response_model", "claude-opus-4-1-20250805", 1));
  }

  @Test
  void measuresTheTimeToFirstTokenOfStreams() {
    assertThat(positive("holysheep_time_to_first_token_seconds_count"))
        .containsOnly(
            of("gpt-4o-mini", 1),
            of("claude-opus-4-1", 1),
            of("claude-sonnet-4-5", 1),
            of("gemini-2.5-pro", 1),
            of("deepseek-reasoner", 1),
            of("silent", 1),
            of("cut", 1));
  }

  @Test
  void theAgentHasNoErrors() {
    assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
  }
}
