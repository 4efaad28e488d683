package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvisibilityTest {
  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void theSurroundingsOfAnApplicationAreTheSame(Path jdk) throws Exception {
    List<String> without = surroundings(jdk, false);
    List<String> with = surroundings(jdk, true);

    assertThat(with)
        .isEqualTo(without)
        .contains(
            "log manager ai.holysheep.agent.tests.program.Surroundings$OwnLogManager",
            "JMX own-domain")
        .noneMatch(line -> line.startsWith("visible"));
  }

  private static List<String> surroundings(Path jdk, boolean withAgent) throws IOException {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 1)) {
      List<String> arguments = new ArrayList<>();
      if (withAgent) {
        arguments.add(ForkedJvm.watching());
      }
      arguments.addAll(ForkedJvm.program("Surroundings", gateway.url()));
      try (ForkedJvm jvm = ForkedJvm.start(jdk, arguments).awaitLine("DONE")) {
        if (withAgent) {
          assertThat(jvm.scrapeWhenIdle().sum("holysheep_requests_total")).isEqualTo(1);
        }
        assertThat(jvm.finish()).isZero();
        return jvm.out();
      }
    }
  }
}
