package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Code of the application cannot turn the agent off unseen. */
public final class TamperingContract {
  private static final String REPAIRED =
      " by code in this JVM, and not by a command: it is repaired";

  private TamperingContract() {}

  /**
   * @param java the command that starts a JVM in this folder, on this machine's loopback
   * @param way what the code does
   * @param found what the agent says of it
   */
  public static void check(List<String> java, String way, String found) {
    try (HeldServer gateway = new HeldServer();
        SteppedService service = start(java, gateway)) {
      service.call();
      assertThat(service.jvm().scrape().value("holysheep_agent_enabled")).isEqualTo(1);
      service.step(way);
      service.jvm().awaitError("[holysheep-agent] " + found + REPAIRED);
      service.call();
      service.jvm().scrapeWhenIdle();
      assertThat(service.counted()).isEqualTo(2);
      assertThat(service.jvm().scrape().value("holysheep_agent_errors_total", "stage=\"hook\""))
          .isEqualTo(1);
    }
  }

  static SteppedService start(List<String> java, HeldServer gateway) {
    List<String> options = new ArrayList<>();
    options.add(ForkedJvm.watching());
    return SteppedService.start(java, options, gateway.url(), List.of("urlconnection"));
  }
}
