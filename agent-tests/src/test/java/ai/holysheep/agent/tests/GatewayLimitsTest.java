package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What gateways say of their limits, as a scraper sees it. Each model gets one response. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayLimitsTest {
  private final CannedServer server = new CannedServer();
  private final List<String> models = new ArrayList<>();
  private Exposition metrics;
  private List<String> lines;

  private void respond(String model, int status, String... fields) {
    models.add(model);
    List<String> head = new ArrayList<>(List.of(fields));
    head.add("Content-Length: 2");
    server.respond(
        model,
        out -> {
          CannedServer.writeHead(out, status, head.toArray(new String[0]));
          out.write(new byte[] {'{', '}'});
        });
  }

  private void respondAsGatewaysDo() {
    respond("silent", 200);
    respond("fraction", 429, "retry-after: 0.5");
    respond("millis", 429, "Retry-After: 1", "retry-after-ms: 350");
    respond(
        "openai",
        200,
        "x-ratelimit-limit-requests: 10000",
        "x-ratelimit-remaining-requests: 0",
        "x-ratelimit-reset-requests: 1m30s",
        "x-ratelimit-limit-tokens: 150000",
        "x-ratelimit-remaining-tokens: 0");
    respond(
        "anthropic",
        200,
        "anthropic-ratelimit-input-tokens-limit: 50000",
        "anthropic-ratelimit-input-tokens-remaining: 40000",
        "anthropic-ratelimit-output-tokens-limit: 8000",
        "anthropic-ratelimit-output-tokens-remaining: 12",
        "anthropic-ratelimit-requests-reset: " + Instant.now().plusSeconds(1000));
    respond(
        "router",
        200,
        "X-RateLimit-Limit: 60, 60;w=60",
        "X-RateLimit-Remaining: 59",
        "X-RateLimit-Reset: " + Instant.now().plusSeconds(1000).toEpochMilli());
    respond("quota", 200, "X-Quota-Remaining: 0", "X-Quota-Limit: 12.5");
    respond(
        "odd",
        200,
        "x-ratelimit-limit: unlimited",
        "x-ratelimit-remaining: -1",
        "x-ratelimit-reset: never",
        "x-quota-remaining: ?",
        "Retry-After: soon");
  }

  @BeforeAll
  void run() {
    respondAsGatewaysDo();
    List<String> arguments = new ArrayList<>(List.of(ForkedJvm.watching()));
    arguments.addAll(ForkedJvm.program("Posts", server.url()));
    arguments.addAll(models);
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      jvm.awaitLine("DONE");
      metrics = jvm.scrapeWhenIdle();
      lines = jvm.err();
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Map.Entry<String, Double> of(String model, double value) {
    return Map.entry("{model=\"" + model + "\"}", value);
  }

  @Test
  void requestsAndTokensThatAreLeft() {
    assertThat(metrics.all("holysheep_ratelimit_remaining"))
        .containsOnly(of("openai", 0), of("router", 59));
    assertThat(metrics.all("holysheep_ratelimit_limit"))
        .containsOnly(of("openai", 10_000), of("router", 60));
    assertThat(metrics.all("holysheep_ratelimit_tokens_remaining"))
        .containsOnly(of("openai", 0), of("anthropic", 12));
    assertThat(metrics.all("holysheep_ratelimit_tokens_limit"))
        .containsOnly(of("openai", 150_000), of("anthropic", 8_000));
  }

  @Test
  void timesUntilTheyAreRenewed() {
    Map<String, Double> reset = metrics.all("holysheep_ratelimit_reset_seconds");
    assertThat(reset).hasSize(3).contains(of("openai", 90));
    for (String model : List.of("anthropic", "router")) {
      assertThat(reset.get("{model=\"" + model + "\"}")).isCloseTo(900, within(100.0));
    }
    assertThat(metrics.all("holysheep_retry_after_seconds"))
        .containsOnly(of("fraction", 0.5), of("millis", 0.35));
  }

  @Test
  void quota() {
    assertThat(metrics.all("holysheep_quota_remaining")).containsOnly(of("quota", 0));
    assertThat(metrics.all("holysheep_quota_limit")).containsOnly(of("quota", 12.5));
  }

  @Test
  void oddValuesAreNoErrorsOfTheAgentAndHaveNoLines() {
    assertThat(metrics.all("holysheep_ignored_values_total"))
        .containsOnly(
            Map.entry("{source=\"body\"}", 0.0),
            Map.entry("{source=\"header\"}", 5.0),
            Map.entry("{source=\"price\"}", 0.0));
    assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
    assertThat(lines).allMatch(line -> line.contains(" metrics at "));
  }
}
