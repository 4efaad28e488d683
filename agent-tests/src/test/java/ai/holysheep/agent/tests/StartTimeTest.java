package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.tests.program.EmptyAgent;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a JVM's start to its end, against one whose agent does nothing. */
@Tag("benchmark")
class StartTimeTest {
  private static final int ROUNDS = 41;

  @TempDir Path folder;

  @Test
  void aProgramThatCallsNothingStartsWithin15Milliseconds() throws Exception {
    assertThat(extraMillis(ForkedJvm.program("Hello"))).isLessThan(15);
  }

  @Test
  void threeClientsAndACallEachTakeWithin300Milliseconds() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      List<String> program =
          List.of(
              "-cp",
              ForkedJvm.classPath("okhttp-4.12.0")
                  + File.pathSeparator
                  + Clients.classPath("apache-5.6.5"),
              "ai.holysheep.agent.tests.program.EachClient",
              gateway.url());
      assertThat(extraMillis(program)).isLessThan(300);
      assertThat(gateway.log()).hasSize(2 * 3 * ROUNDS);
    }
  }

  private double extraMillis(List<String> program) throws Exception {
    String empty = TestAgent.option(EmptyAgent.class, folder);
    double[] with = new double[ROUNDS];
    double[] without = new double[ROUNDS];
    double[] extra = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      without[i] = millis(empty, program);
      with[i] = millis(ForkedJvm.watching(), program);
      extra[i] = with[i] - without[i];
    }
    for (double[] times : List.of(with, without, extra)) {
      Arrays.sort(times);
    }
    System.out.printf(
        "%s: %.0f ms with an empty agent, %.0f ms with this one; median of the differences %.1f ms%n",
        program.get(2), without[ROUNDS / 2], with[ROUNDS / 2], extra[ROUNDS / 2]);
    return extra[ROUNDS / 2];
  }

  private static double millis(String agent, List<String> program) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Jdks.running().resolve("bin/java").toString());
    command.add(agent);
    command.addAll(program);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    return (System.nanoTime() - start) / 1e6;
  }
}
