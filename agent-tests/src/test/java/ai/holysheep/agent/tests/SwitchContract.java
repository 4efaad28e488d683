package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

/** {@code java -jar holysheep-agent.jar off PID}, and {@code on}. */
public final class SwitchContract {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
  private static final String ON_AGAIN = "; on again: java -jar holysheep-agent.jar on PID";

  private SwitchContract() {}

  /**
   * @param java the command that starts a JVM in this folder, on this machine's loopback
   */
  public static void check(List<String> java, List<String> clients) {
    try (HeldServer gateway = new HeldServer();
        SteppedService service =
            SteppedService.start(java, List.of(ForkedJvm.watching()), gateway.url(), clients)) {
      service.call();
      service.jvm().scrapeWhenIdle();
      assertThat(service.counted()).isEqualTo(1);

      callsInFlightEndAsUsual(gateway, service, clients.size());
      saysThatItIsOff(service);
      callsCountAgain(service);
      assertThat(service.jvm().scrape().sum("holysheep_agent_errors_total")).isZero();
      assertThat(service.jvm().err())
          .as("lines of the agent")
          .filteredOn(line -> line.startsWith("[holysheep-agent] switched"))
          .hasSize(2);
    }
  }

  private static void callsInFlightEndAsUsual(
      HeldServer gateway, SteppedService service, int clients) {
    gateway.hold();
    service.begin();
    await().until(() -> active(service) == clients);

    assertThat(service.command(0, "off"))
        .singleElement()
        .asString()
        .matches(
            "\\[holysheep-agent] switched off at "
                + TIME
                + ": calls in flight end as usual, new ones are not watched"
                + ON_AGAIN);

    assertThat(service.jvm().scrape().value("holysheep_agent_enabled")).isZero();
    assertThat(active(service)).isEqualTo(clients);
    gateway.letGo();
    service.awaitEnded(2);
    await().until(() -> active(service) == 0);
    assertThat(service.counted()).isEqualTo(2);
    service.call();
    assertThat(active(service)).isZero();
    assertThat(service.counted()).as("a call while the agent is off").isEqualTo(2);
  }

  private static void saysThatItIsOff(SteppedService service) {
    assertThat(service.command(0, "off"))
        .singleElement()
        .asString()
        .matches("\\[holysheep-agent] off already, since " + TIME + ON_AGAIN);
    assertThat(service.command(1, "attach"))
        .singleElement()
        .asString()
        .matches(
            "\\[holysheep-agent] this JVM is watched already, but off since "
                + TIME
                + ": use the command on");
  }

  private static void callsCountAgain(SteppedService service) {
    assertThat(service.command(0, "on"))
        .singleElement()
        .asString()
        .matches(
            "\\[holysheep-agent] switched on: new calls are watched again; it was off since "
                + TIME);
    assertThat(service.jvm().scrape().value("holysheep_agent_enabled")).isEqualTo(1);
    service.call();
    service.jvm().scrapeWhenIdle();
    assertThat(service.counted()).isEqualTo(3);
    assertThat(service.command(0, "on"))
        .containsExactly("[holysheep-agent] on already: nothing is done");
  }

  private static double active(SteppedService service) {
    return service.jvm().scrape().value("holysheep_active_requests");
  }
}
