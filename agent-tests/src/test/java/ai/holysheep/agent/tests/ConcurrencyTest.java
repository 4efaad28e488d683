package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.tests.program.Retransformer;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 200 threads × 200 mixed calls: every metric agrees with the gateway's log. */
@Tag("matrix")
class ConcurrencyTest {
  private static final int THREADS = 200;
  private static final int CALLS = 200;
  private static final Map<String, BigDecimal> MILLICENTS_PER_TOKEN =
      Map.of(
          "gpt-4.1", new BigDecimal("0.8"),
          "claude-sonnet-4-5", new BigDecimal("1.5"),
          "gemini-2.5-flash", new BigDecimal("0.25"),
          "deepseek-v3.2", new BigDecimal("0.042"));

  @ParameterizedTest
  @CsvSource({
    "java.net.http, ''",
    "okhttp, okhttp-3.12.13",
    "okhttp, okhttp-4.12.0",
    "okhttp, okhttp-5.5.1",
    "apache4, apache-4.5.14",
    "apache5, apache-5.6.5"
  })
  void everyMetricAgreesWithTheGatewaysLog(String client, String version) throws Exception {
    check(client, version, List.of(), THREADS, CALLS);
  }

  @ParameterizedTest
  @CsvSource({"java.net.http, ''", "okhttp, okhttp-4.12.0", "apache5, apache-5.6.5"})
  void everyMetricAgreesWhileAnotherAgentRetransformsAllClasses(
      String client, String version, @TempDir Path folder) throws Exception {
    List<String> output =
        check(client, version, List.of(TestAgent.option(Retransformer.class, folder)), 8, CALLS);
    assertThat(output)
        .contains("RETRANSFORMED")
        .noneMatch(line -> line.startsWith("NOT RETRANSFORMED"));
  }

  private static List<String> check(
      String client, String version, List<String> others, int threads, int calls) throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 11);
        ForkedJvm jvm =
            ForkedJvm.start(
                Jdks.running(), load(client, version, gateway.url(), others, threads, calls))) {
      Exposition metrics = jvm.awaitLine("DONE").scrapeWhenIdle();
      List<Served> log = gateway.log();

      assertThat(log).hasSizeGreaterThanOrEqualTo(threads * calls);
      assertThat(metrics.counts("holysheep_requests_total"))
          .isEqualTo(groupBy(log, served -> outcome(client, served), Collectors.counting()));
      assertThat(metrics.counts("holysheep_request_duration_seconds_count"))
          .isEqualTo(groupBy(log, ConcurrencyTest::model, Collectors.counting()));
      assertThat(metrics.counts("holysheep_upstream_duration_seconds_count"))
          .isEqualTo(groupBy(successful(log), ConcurrencyTest::model, Collectors.counting()));
      assertThat(metrics.counts("holysheep_tokens_total")).isEqualTo(tokens(log));
      assertThat(metrics.counts("holysheep_token_details_total")).isEqualTo(details(log));
      assertThat(metrics.all("holysheep_cost_millicents_total")).isEqualTo(cost(log));
      assertThat(metrics.all("holysheep_reported_cost_millicents_total"))
          .isEqualTo(reportedCost(log));
      assertThat(metrics.value("holysheep_active_requests")).isZero();
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
      assertThat(jvm.finish()).isZero();
      return jvm.out();
    }
  }

  private static List<String> load(
      String client, String version, String url, List<String> others, int threads, int calls) {
    List<String> command = new ArrayList<>();
    command.add(ForkedJvm.watching());
    command.addAll(others);
    command.addAll(
        List.of(
            "-cp",
            ForkedJvm.classPath(version),
            "ai.holysheep.agent.tests.program.Main",
            client,
            url,
            "" + threads,
            "" + calls));
    return command;
  }

  private static <T> Map<String, T> groupBy(
      List<Served> log, Function<Served, String> key, Collector<Served, ?, T> collector) {
    return log.stream().collect(Collectors.groupingBy(key, TreeMap::new, collector));
  }

  private static String model(Served served) {
    return "{model=\"" + served.model + "\"}";
  }

  private static List<Served> successful(List<Served> log) {
    return log.stream().filter(served -> served.status == 200).collect(Collectors.toList());
  }

  private static String outcome(String client, Served served) {
    String status = served.status == 0 ? "error" : "" + served.status;
    switch (served.scenario) {
      case OK:
        return labels(served, "none", status);
      case RATE_LIMIT:
        return labels(served, "rate_limit", status);
      case SERVER_ERROR:
        return labels(served, "server_error", status);
      case SLOW:
        return labels(served, "timeout", "timeout");
      case SLOW_BODY:
        // This client has no time-out for a body, so the program cancels the call.
        return labels(served, client.equals("java.net.http") ? "cancelled" : "timeout", status);
      default:
        return labels(served, "network", status);
    }
  }

  private static String labels(Served served, String errorType, String status) {
    return String.format(
        "{error_type=\"%s\",model=\"%s\",status_code=\"%s\"}", errorType, served.model, status);
  }

  private static Map<String, Long> tokens(List<Served> log) {
    Map<String, Long> tokens = new TreeMap<>();
    add(tokens, log, "{model=\"%s\",token_type=\"input\"}", served -> served.inputTokens);
    add(tokens, log, "{model=\"%s\",token_type=\"output\"}", served -> served.outputTokens);
    return tokens;
  }

  private static Map<String, Long> details(List<Served> log) {
    Map<String, Long> tokens = new TreeMap<>();
    add(tokens, log, "{detail=\"cached_input\",model=\"%s\"}", served -> served.cachedTokens);
    add(
        tokens,
        log,
        "{detail=\"reasoning_output\",model=\"%s\"}",
        served -> served.reasoningTokens);
    return tokens;
  }

  private static void add(
      Map<String, Long> sums, List<Served> log, String labels, ToLongFunction<Served> tokens) {
    for (Served served : log) {
      if (tokens.applyAsLong(served) > 0) {
        sums.merge(String.format(labels, served.model), tokens.applyAsLong(served), Long::sum);
      }
    }
  }

  private static Map<String, Double> cost(List<Served> log) {
    Map<String, Double> cost = new TreeMap<>();
    groupBy(
            log,
            served -> served.model,
            Collectors.summingLong(served -> served.inputTokens + served.outputTokens))
        .forEach(
            (model, tokens) ->
                cost.put(
                    "{model=\"" + model + "\"}",
                    MILLICENTS_PER_TOKEN
                        .get(model)
                        .multiply(BigDecimal.valueOf(tokens))
                        .doubleValue()));
    return cost;
  }

  private static Map<String, Double> reportedCost(List<Served> log) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (Served served : log) {
      if (served.costMillicents != null) {
        sums.merge(model(served), new BigDecimal(served.costMillicents), BigDecimal::add);
      }
    }
    return sums.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, sum -> sum.getValue().doubleValue()));
  }
}
