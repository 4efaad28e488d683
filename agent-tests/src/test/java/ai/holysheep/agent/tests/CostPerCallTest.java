package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a call costs with the agent and without it, in the same run. */
class CostPerCallTest {
  private static final int CALLS = 2000;
  private static final int COMPILED_CALLS = 12_000;
  private static final long MAX_BYTES = 2048;

  /** The interpreter keeps what the JIT finds to be needless. */
  private static final long MAX_INTERPRETED_BYTES = 2 * MAX_BYTES;

  /** What one run differs from the next without any agent. */
  private static final long NOISE_BYTES = 128;

  /** Here other threads read whatever has come until then, now in one piece, now in two. */
  private static final long JDK_NOISE_BYTES = 1024;

  private static final double MAX_CPU_RATIO = 1.2;
  private static final String WATCHING = "hosts=127.0.0.1,metrics.port=0";
  private static final String NOT_WATCHING = "hosts=other.example,metrics.port=0";

  private final FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  static Stream<Arguments> clients() {
    return Stream.of(
        Arguments.of("java.net.http", ""),
        Arguments.of("okhttp", "okhttp-4.12.0"),
        Arguments.of("apache4", "apache-4.5.14"),
        Arguments.of("apache5", "apache-5.6.5"));
  }

  /** {@code options} of the agent, or {@code null} for none. */
  private ForkedJvm start(
      String mode, String options, String version, String program, Object... more) {
    List<String> arguments = new ArrayList<>(List.of(mode));
    if (options != null) {
      arguments.add(ForkedJvm.agent(options));
    }
    arguments.addAll(
        List.of(
            "-cp", ForkedJvm.classPath(version), "ai.holysheep.agent.tests.program." + program));
    Stream.of(more).map(String::valueOf).forEach(arguments::add);
    return ForkedJvm.start(Jdks.running(), arguments);
  }

  /** The least of two runs. */
  private long allocated(String mode, int calls, String options, String client, String version) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      try (ForkedJvm jvm =
          start(mode, options, version, "Cost", client, gateway.url(), calls / 2, calls / 2)) {
        assertThat(jvm.exitCode()).isZero();
        least = Math.min(least, Long.parseLong(jvm.out().get(0).substring("BYTES ".length())));
      }
    }
    return least;
  }

  /** By the interpreter: which allocations the JIT removes differs from run to run. */
  @Tag("matrix")
  @ParameterizedTest
  @MethodSource("clients")
  void allocatesNothingForAnUnwatchedCallAndLittleForAWatchedOne(String client, String version) {
    long without = allocated("-Xint", CALLS, null, client, version);
    long unwatched = allocated("-Xint", CALLS, NOT_WATCHING, client, version) - without;
    long watched = allocated("-Xint", CALLS, WATCHING, client, version) - without;
    System.out.printf(
        "%s interpreted: %d bytes a call; unwatched %+d, watched %+d%n",
        client, without, unwatched, watched);

    assertThat(unwatched)
        .isLessThanOrEqualTo(client.equals("java.net.http") ? JDK_NOISE_BYTES : NOISE_BYTES);
    assertThat(watched).isLessThanOrEqualTo(MAX_INTERPRETED_BYTES);
  }

  @Tag("benchmark")
  @ParameterizedTest
  @MethodSource("clients")
  void allocatesLessWhenCompiled(String client, String version) {
    long without = allocated("-server", COMPILED_CALLS, null, client, version);
    long watched = allocated("-server", COMPILED_CALLS, WATCHING, client, version) - without;
    System.out.printf("%s: %d bytes a call; watched %+d%n", client, without, watched);

    assertThat(watched).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Tag("benchmark")
  @ParameterizedTest
  @MethodSource("clients")
  void takesLittleCpuForAWatchedCall(String client, String version) {
    String watched = gateway.url();
    String unwatched = watched.replace("127.0.0.1", "localhost");
    try (ForkedJvm jvm =
        start("-server", WATCHING, version, "CpuRatio", client, watched, unwatched)) {
      assertThat(jvm.exitCode()).isZero();
      System.out.println(client + " CPU, watched to not watched: " + jvm.out());

      assertThat(Double.parseDouble(jvm.out().get(0).substring("RATIO ".length())))
          .isLessThanOrEqualTo(MAX_CPU_RATIO);
    }
  }
}
