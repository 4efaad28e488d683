package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call costs with the agent and without it, in the same run. */
class CostPerCallTest {
  private static final int WARM_UP = 12_000;
  private static final int CALLS = 4000;
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

  /** {@code options} of the agent, or {@code null} for none. */
  private long allocated(String client, String version, String options) {
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
      return Long.parseLong(jvm.out().get(0).substring("BYTES ".length()));
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
    return Math.min(allocated(client, version, options), allocated(client, version, options));
  }

  @Tag("benchmark")
  @ParameterizedTest
  @CsvSource({
    "java.net.http, ''",
    "okhttp, okhttp-4.12",
    "apache4, apache-4.5",
    "apache5, apache-5"
  })
  void takesLittleCpuForAWatchedCall(String client, String version) {
    try (ForkedJvm jvm =
        ForkedJvm.start(
            Jdks.running(),
            List.of(
                ForkedJvm.watching(),
                "-cp",
                ForkedJvm.classPath(version),
                "ai.holysheep.agent.tests.program.CpuRatio",
                client,
                gateway.url(),
                gateway.url().replace("127.0.0.1", "localhost")))) {
      assertThat(jvm.exitCode()).isZero();
      System.out.println(client + " CPU, watched to not watched: " + jvm.out());

      assertThat(Double.parseDouble(jvm.out().get(0).substring("RATIO ".length())))
          .isLessThanOrEqualTo(1.2);
    }
  }
}
