package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part of the agent that has too many faults rests, and the application is not disturbed. */
class RestingTest {
  private static final String INJECTED =
      " after 100 faults within a minute, the last one: java.lang.IllegalStateException: injected";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    // stage, label, requests, tokens, calls in the ledger; of two calls, one while it rests
    "ADVICE, hook, 1, 5, 1",
    "EXCHANGE, exchange, 1, 5, 1",
    "USAGE, usage, 2, 5, 2",
    "METRICS, metrics, 1, 5, 2",
    "LEDGER, ledger, 2, 10, 1",
    "INSTRUMENTATION, weave, 2, 10, 2",
    "PRICING, '', 2, 10, 2",
    "EXPOSITION, '', 2, 10, 2",
  })
  void leavesOutItsOwnWorkOnly(String stage, String label, int requests, int tokens, int written) {
    try (HeldServer gateway = new HeldServer();
        SteppedService service = start(gateway)) {
      service.call();
      service.jvm().scrapeWhenIdle();
      service.step(stage);
      service.call();

      Exposition metrics = service.jvm().scrapeWhenIdle();
      assertThat(metrics.sum("holysheep_requests_total")).isEqualTo(requests);
      assertThat(metrics.sum("holysheep_tokens_total")).isEqualTo(tokens);
      assertThat(metrics.sum("holysheep_agent_errors_total")).isEqualTo(100);
      assertThat(metrics.sum("holysheep_agent_resting")).isEqualTo(label.isEmpty() ? 0 : 1);
      await().until(() -> ledgerCalls(service, "written") == written);
      assertThat(ledgerCalls(service, "dropped")).isEqualTo(stage.equals("LEDGER") ? 1 : 0);
      if (!label.isEmpty()) {
        assertThat(metrics.value("holysheep_agent_resting", "stage=\"" + label + "\"")).isOne();
        service.jvm().awaitError("[holysheep-agent] " + label + " rests for 600 s" + INJECTED);
      }
      service.awaitEnded(2);
    }
  }

  @Test
  void worksAgainAfterItsRest() {
    try (HeldServer gateway = new HeldServer();
        SteppedService service = start(gateway)) {
      service.call();
      service.jvm().scrapeWhenIdle();
      service.step("short ADVICE");
      service.jvm().awaitError("[holysheep-agent] hook rests for 1 s" + INJECTED);
      await()
          .atMost(ForkedJvm.PATIENCE)
          .until(
              () -> {
                service.call();
                return service.jvm().scrapeWhenIdle().sum("holysheep_requests_total") == 2;
              });
      service.jvm().awaitError("[holysheep-agent] hook works again after a rest of 1 s");
    }
  }

  @ParameterizedTest
  @CsvSource({"ADVICE", "EXCHANGE"})
  void callsInFlightEndAsUsual(String stage) {
    try (HeldServer gateway = new HeldServer();
        SteppedService service = start(gateway)) {
      service.call();
      gateway.hold();
      service.begin();
      await().until(() -> service.jvm().scrape().value("holysheep_active_requests") == 1);
      service.step(stage);
      gateway.letGo();
      service.awaitEnded(2);
      Exposition metrics = service.jvm().scrapeWhenIdle();
      assertThat(metrics.sum("holysheep_requests_total")).isEqualTo(2);
      assertThat(metrics.sum("holysheep_tokens_total")).isEqualTo(10);
    }
  }

  private static double ledgerCalls(SteppedService service, String outcome) {
    return service
        .jvm()
        .scrape()
        .value("holysheep_ledger_records_total", "outcome=\"" + outcome + "\"");
  }

  private SteppedService start(HeldServer gateway) {
    return SteppedService.start(
        List.of(Jdks.running().resolve("bin/java").toString()),
        List.of(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.dir=" + folder)),
        gateway.url(),
        List.of("urlconnection"));
  }
}
