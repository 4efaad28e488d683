package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** An application whose security manager refuses every permission if the agent is on the stack. */
public final class RefusingManagerContract {
  private RefusingManagerContract() {}

  /**
   * @param java the command that starts a JVM in this folder, on this machine's loopback
   * @param clients make calls before the manager is there, and again after it
   */
  public static void check(List<String> java, List<String> clients) {
    beforeTheFirstCall(java, clients);
    try (HeldServer gateway = new HeldServer();
        SteppedService service =
            SteppedService.start(java, List.of(ForkedJvm.watching()), gateway.url(), clients)) {
      service.call();
      service.step("refuse");
      service.call();
      service.awaitEnded(2);
      assertThat(service.jvm().finish()).isZero();
    }
  }

  private static void beforeTheFirstCall(List<String> java, List<String> clients) {
    try (HeldServer gateway = new HeldServer();
        SteppedService service =
            SteppedService.start(java, List.of(ForkedJvm.watching()), gateway.url(), clients)) {
      service.step("refuse");
      service.call();
      service.awaitEnded(1);
      assertThat(service.jvm().finish()).isZero();
      assertThat(service.jvm().err()).noneMatch(line -> line.contains("BootstrapMethodError"));
    }
  }
}
