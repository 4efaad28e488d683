package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits hold on a quiet machine with two processors. */
@Tag("benchmark")
class StartTimeTest {
  private static final int ROUNDS = 41;

  @TempDir Path folder;

  @Test
  void aProgramThatCallsNothingStartsWithin15Milliseconds() throws Exception {
    assertThat(StartCost.of(ForkedJvm.program("Hello"), ROUNDS, folder).millis()).isLessThan(15);
  }

  @Test
  void threeClientsAndACallEachTakeWithin250Milliseconds() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      StartCost cost =
          StartCost.of(
              List.of(
                  "-cp",
                  ForkedJvm.classPath("okhttp-4.12.0")
                      + File.pathSeparator
                      + Clients.classPath("apache-5.6.5"),
                  "ai.holysheep.agent.tests.program.EachClient",
                  gateway.url()),
              ROUNDS,
              folder);

      assertThat(cost.millis()).isLessThan(250);
      assertThat(cost.peakMegabytes()).isBetween(0.0, 30.0);
      assertThat(gateway.log()).hasSize(2 * 3 * ROUNDS);
    }
  }
}
