package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * If an application interrupts every thread that it finds, the agent still counts every call, and
 * no agent thread spins.
 */
public final class InterruptContract {
  /** A spinning thread uses a second of CPU time while the program waits. */
  private static final long SPINNING_MILLIS = 500;

  private static final int STORM_CALLS = 500;

  private static final String OTHER_THREADS = "OTHERS ";

  private InterruptContract() {}

  /**
   * @param java the command that starts a JVM in this folder, with this machine's loopback
   * @param folder where that JVM may write its ledger
   */
  public static void check(List<String> java, String folder) {
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.dir=" + folder));
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      arguments.addAll(ForkedJvm.program("Interrupts", gateway.url()));
      try (ForkedJvm jvm = ForkedJvm.start(java, arguments, Map.of())) {
        jvm.awaitLine("CALLED");
        assertThat(jvm.scrape().sum("holysheep_requests_total")).isEqualTo(1);
        jvm.writeLine().awaitLine("DONE");

        assertThat(otherThreadsCpuMillis(jvm)).isLessThan(SPINNING_MILLIS);
        assertThat(ProgramRun.outcomes(jvm.scrapeWhenIdle()))
            .isEqualTo(
                Map.of("before 200/none", 1L, "after 200/none", 1L, "unread 429/rate_limit", 1L));
        await().until(() -> written(jvm.scrape()) == 3);
        assertThat(jvm.scrape().sum("holysheep_agent_errors_total")).isZero();
        assertThat(jvm.finish()).isZero();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #check}, with interrupts from before the agent's start until the end. */
  static void checkStorm(List<String> java, String folder) {
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.dir=" + folder));
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      arguments.addAll(ForkedJvm.program("InterruptStorm", gateway.url(), "" + STORM_CALLS));
      try (ForkedJvm jvm = ForkedJvm.start(java, arguments, Map.of())) {
        jvm.awaitLine("DONE");
        assertThat(jvm.scrapeWhenIdle().sum("holysheep_requests_total")).isEqualTo(STORM_CALLS);
        await().until(() -> written(jvm.scrape()) == STORM_CALLS);
        assertThat(jvm.scrape().sum("holysheep_agent_errors_total")).isZero();
        assertThat(jvm.finish()).isZero();
        assertThat(jvm.out()).containsExactly("DONE");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double written(Exposition metrics) {
    return metrics.value("holysheep_ledger_records_total", "outcome=\"written\"");
  }

  private static long otherThreadsCpuMillis(ForkedJvm jvm) {
    return jvm.out().stream()
        .filter(line -> line.startsWith(OTHER_THREADS))
        .mapToLong(line -> Long.parseLong(line.substring(OTHER_THREADS.length())))
        .sum();
  }
}
