package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DriversTest {
  @Test
  void everyClientOfTheAgentHasADriver() {
    assertThat(Drivers.all().map(Drivers::label).distinct())
        .containsExactlyInAnyOrderElementsOf(Descriptors.clients());
  }
}
