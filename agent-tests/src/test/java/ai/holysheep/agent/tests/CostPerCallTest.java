package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call costs with the agent and without it, in the same run. */
class CostPerCallTest {
  private static final int WARM_UP = 12_000;
  private static final int CALLS = 4000;
  private static final int ROUNDS = 5;
  private static final long MAX_WATCHED_BYTES = 2048;

  /**
   * What one run differs from the next without any agent: which allocations the JIT removes is a
   * matter of timing.
   */
  private static final long NOISE_BYTES = 256;

  private static final String WATCHING = "hosts=127.0.0.1,metrics.port=0";
  private static final String NOT_WATCHING = "hosts=other.example,metrics.port=0";

  private final FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  private static final class Cost {
    final long bytes;
    final long nanos;

    Cost(List<String> out) {
      bytes = figure(out, "BYTES ");
      nanos = figure(out, "NANOS ");
    }

    private static long figure(List<String> out, String name) {
      return out.stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.substring(name.length())))
          .sum();
    }
  }

  /** {@code options} of the agent, or {@code null} for none. */
  private Cost cost(String client, String version, String options) {
    List<String> arguments = new ArrayList<>();
    if (options != null) {
      arguments.add(ForkedJvm.agent(options));
    }
    arguments.addAll(
        List.of(
            "-Xmx512m",
            "-cp",
            ForkedJvm.classPath(version),
            "ai.holysheep.agent.tests.program.Cost",
            client,
            gateway.url(),
            "" + WARM_UP,
            "" + CALLS));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      assertThat(jvm.exitCode()).isZero();
      Cost cost = new Cost(jvm.out());
      assertThat(cost.bytes).isPositive();
      return cost;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "java.net.http, ''",
    "okhttp, okhttp-4.12",
    "apache4, apache-4.5",
    "apache5, apache-5"
  })
  void allocatesNothingForAnUnwatchedCallAndLittleForAWatchedOne(String client, String version) {
    long without = bytes(client, version, null);
    long unwatched = bytes(client, version, NOT_WATCHING) - without;
    long watched = bytes(client, version, WATCHING) - without;
    System.out.printf(
        "%s %s: %d bytes a call; unwatched %+d, watched %+d%n",
        client, version, without, unwatched, watched);

    assertThat(unwatched).isLessThanOrEqualTo(NOISE_BYTES);
    assertThat(watched).isLessThanOrEqualTo(MAX_WATCHED_BYTES);
  }

  /** The least of two runs. */
  private long bytes(String client, String version, String options) {
    return Math.min(cost(client, version, options).bytes, cost(client, version, options).bytes);
  }

  @Tag("benchmark")
  @Test
  void takesLittleCpu() {
    for (String[] client :
        new String[][] {
          {"java.net.http", ""},
          {"okhttp", "okhttp-4.12"},
          {"apache4", "apache-4.5"},
          {"apache5", "apache-5"}
        }) {
      double[] unwatched = new double[ROUNDS];
      double[] watched = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        double without = cost(client[0], client[1], null).nanos;
        unwatched[i] = cost(client[0], client[1], NOT_WATCHING).nanos / without;
        watched[i] = cost(client[0], client[1], WATCHING).nanos / without;
      }
      Arrays.sort(unwatched);
      Arrays.sort(watched);
      System.out.printf(
          "%s CPU: unwatched x%.3f (%s), watched x%.3f (%s)%n",
          client[0],
          unwatched[ROUNDS / 2],
          Arrays.toString(unwatched),
          watched[ROUNDS / 2],
          Arrays.toString(watched));
      assertThat(watched[ROUNDS / 2]).isLessThanOrEqualTo(1.2);
    }
  }
}
