package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limit holds on a quiet machine with two processors. */
@Tag("benchmark")
class SpringBootStartTimeTest {
  private static final int ROUNDS = 15;

  @TempDir Path folder;

  @Test
  void aFatJarWithACallByRestClientTakesWithin250Milliseconds() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      List<String> program =
          List.of(
              "-jar",
              "../spring-boot-app/target/spring-boot-app.jar",
              gateway.url(),
              "rest-client");

      assertThat(StartCost.of(program, ROUNDS, folder).millis()).isLessThan(250);
      assertThat(gateway.log()).hasSize(2 * ROUNDS);
    }
  }
}
