package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TamperingTest {
  private static final List<String> JAVA =
      List.of(
          Jdks.running().resolve("bin/java").toString(),
          // Without it, only JDK 8 lets an application change a field of java.lang.
          "--add-opens=java.base/java.lang=ALL-UNNAMED");

  @ParameterizedTest
  @CsvSource({
    "hook, the hooks were disconnected",
    "uninstall, watching was ended",
    "suspend, watching was switched off",
    "log, log.level was changed",
    "start, the agent's visible class was changed",
    "installed, the agent's visible class was changed",
  })
  void isSeenCountedAndRepaired(String way, String found) {
    TamperingContract.check(JAVA, way, found);
  }

  @Test
  void theCommandsOwnWayInIsLogged() {
    try (HeldServer gateway = new HeldServer();
        SteppedService service = TamperingContract.start(JAVA, gateway)) {
      service.call();
      service.step("off");
      await()
          .atMost(ForkedJvm.PATIENCE)
          .until(
              () ->
                  service.jvm().err().stream()
                      .anyMatch(line -> line.startsWith("[holysheep-agent] switched off at ")));
      assertThat(service.jvm().scrape().value("holysheep_agent_enabled")).isZero();
      service.command(0, "on");
      service.call();
      service.jvm().scrapeWhenIdle();
      assertThat(service.counted()).isEqualTo(2);
    }
  }
}
