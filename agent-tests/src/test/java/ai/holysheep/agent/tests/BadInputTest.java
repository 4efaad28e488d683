package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * After bad input the application runs on. For the agent's own options, stderr has one line, and
 * the error is counted; what the gateway sends is ignored.
 */
class BadInputTest {
  private static final String WATCHING = "hosts=127.0.0.1,metrics.port=0";

  private final FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private ForkedJvm call(String options, String scenario, String... flags) {
    List<String> arguments = new ArrayList<>(List.of(flags));
    arguments.add(ForkedJvm.agent(options));
    arguments.addAll(ForkedJvm.program("OneCall", gateway.url(), scenario));
    return ForkedJvm.start(Jdks.running(), arguments).awaitLine("DONE");
  }

  private static List<String> warnings(ForkedJvm jvm) {
    return jvm.err().stream().filter(line -> !line.contains(" metrics at ")).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "metrics.prot=9500, metrics.prot, no such option",
    "metrics.max-models=many, metrics.max-models, many",
    "ledger.folder=calls, ledger.folder, no such option",
    "metrics.buckets=2;1, metrics.buckets, 2;1"
  })
  void namesAnInvalidOptionAndIgnoresIt(String option, String key, String word) {
    try (ForkedJvm jvm = call(WATCHING + "," + option, "ok")) {
      Exposition metrics = jvm.scrapeWhenIdle();

      assertThat(metrics.sum("holysheep_requests_total")).isEqualTo(1);
      assertThat(metrics.value("holysheep_agent_errors_total", "stage=\"config\"")).isEqualTo(1);
      assertThat(warnings(jvm)).singleElement().asString().contains(key, word);
      assertThat(jvm.finish()).isZero();
      assertThat(jvm.out()).containsExactly("200", "DONE");
    }
  }

  @Test
  void namesATakenPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ForkedJvm jvm = call("hosts=127.0.0.1,metrics.port=" + taken.getLocalPort(), "ok")) {
      await().until(() -> !jvm.err().isEmpty());

      assertThat(jvm.finish()).isZero();
      assertThat(jvm.err())
          .singleElement()
          .asString()
          .contains("metrics.port", "" + taken.getLocalPort());
      assertThat(jvm.out()).containsExactly("200", "DONE");
    }
  }

  @Test
  void takesTheFirstFreePortOfARange() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      try (ForkedJvm jvm = call("hosts=127.0.0.1,metrics.port=" + port + "-" + (port + 20), "ok")) {
        assertThat(jvm.scrapeWhenIdle().sum("holysheep_requests_total")).isEqualTo(1);
        assertThat(warnings(jvm)).isEmpty();
      }
    }
  }

  @Test
  void headersThatAreNoNumbersAreNoErrorsOfTheAgent() {
    try (ForkedJvm jvm = call(WATCHING, "garbage-headers")) {
      Exposition metrics = jvm.scrapeWhenIdle();
      Served served = gateway.log().get(0);

      assertThat(metrics.value("holysheep_ignored_values_total", "source=\"header\"")).isPositive();
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
      assertThat(
              metrics.value("holysheep_tokens_total", "model=\"gpt-4.1\"", "token_type=\"output\""))
          .isEqualTo(served.outputTokens)
          .isPositive();
      assertThat(metrics.has("holysheep_ratelimit_remaining")).isFalse();
      assertThat(metrics.has("holysheep_reported_cost_millicents_total")).isFalse();
      assertThat(warnings(jvm)).isEmpty();
    }
  }

  @Test
  void countsACallWithoutUsageIfTheBodyIsNoJson() {
    try (ForkedJvm jvm = call(WATCHING, "malformed-json")) {
      Exposition metrics = jvm.scrapeWhenIdle();

      assertThat(
              metrics.value(
                  "holysheep_requests_total",
                  "model=\"gpt-4.1\"",
                  "status_code=\"200\"",
                  "error_type=\"none\""))
          .isEqualTo(1);
      assertThat(metrics.value("holysheep_usage_missing_total", "model=\"gpt-4.1\"")).isEqualTo(1);
      assertThat(warnings(jvm)).isEmpty();
    }
  }

  @Test
  void ignoresTheApplicationsPrometheusSettings() {
    try (ForkedJvm jvm =
        call(
            WATCHING,
            "ok",
            "-Dio.prometheus.exporter.http_server.port=banana",
            "-Dio.prometheus.exporter.filter.metric_name_must_not_start_with=holysheep",
            "-Dio.prometheus.metrics.histogram_native_only=maybe")) {
      assertThat(jvm.scrapeWhenIdle().sum("holysheep_requests_total")).isEqualTo(1);
      assertThat(warnings(jvm)).isEmpty();
    }
  }

  @Test
  void doesNothingIfItIsDisabled() {
    try (ForkedJvm jvm = call(WATCHING + ",enabled=false", "ok")) {
      assertThat(jvm.finish()).isZero();
      assertThat(jvm.err()).isEmpty();
    }
  }
}
