package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process whose stderr is a pipe that nobody reads, as some process managers leave it. */
class FullStderrTest {
  private static final int CALLS = 10_000;

  @Test
  void theApplicationNeverWaitsForTheAgentsLines() throws Exception {
    int port = Ports.free();
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,log.level=debug,metrics.port=" + port));
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      // Each of these calls has a line at this level.
      arguments.addAll(
          ForkedJvm.program("ManyCalls", gateway.url(), "garbage-headers", "" + CALLS));
      try (ForkedJvm jvm = ForkedJvm.startUnread(Jdks.running(), arguments)) {
        jvm.awaitLine("DONE");
        Exposition metrics = Exposition.scrapeWhenIdle("http://127.0.0.1:" + port + "/metrics");
        assertThat(metrics.sum("holysheep_requests_total")).isEqualTo(CALLS);
        assertThat(jvm.err()).isEmpty();

        jvm.readErrors();
        await().atMost(ForkedJvm.PATIENCE).until(() -> hasGap(jvm.err()));
        assertThat(jvm.err().get(0)).startsWith("[holysheep-agent] ");
        assertThat(jvm.finish()).isZero();
      }
    }
  }

  /** The line that says how many are lost. */
  private static boolean hasGap(List<String> lines) {
    return lines.stream()
        .anyMatch(line -> line.startsWith("[holysheep-agent] lines that are missing here: "));
  }

  @Test
  void theJvmEndsThoughNobodyReads() throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,log.level=debug,metrics.port=0"));
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      arguments.addAll(ForkedJvm.program("ManyCalls", gateway.url(), "garbage-headers", "2000"));
      try (ForkedJvm jvm = ForkedJvm.startUnread(Jdks.running(), arguments)) {
        jvm.awaitLine("DONE");

        assertThat(jvm.finish()).isZero();
      }
    }
  }
}
