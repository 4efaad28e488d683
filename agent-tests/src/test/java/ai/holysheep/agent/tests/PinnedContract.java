package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** On JDK 21, which prints the frames that pin a virtual thread: the agent's frames do not. */
public final class PinnedContract {
  private static final String PINS = "<== monitors";

  private PinnedContract() {}

  /**
   * @param java the command that starts a JDK 21 in this module's folder, on this machine's network
   */
  public static void check(List<String> java, String client) {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm jvm =
            ForkedJvm.start(
                java,
                List.of(
                    ForkedJvm.watching(),
                    "-Djdk.tracePinnedThreads=full",
                    "-cp",
                    ForkedJvm.classPath(Clients.classPathOfEach()),
                    "ai.holysheep.agent.tests.program.VirtualThreads",
                    gateway.url(),
                    client),
                Map.of())) {
      jvm.awaitLine("DONE");
      assertThat(jvm.scrapeWhenIdle().sum("holysheep_requests_total")).isEqualTo(1000);
      assertThat(jvm.finish()).as("%s", jvm.err()).isZero();
      assertThat(jvm.out())
          .anyMatch(frame -> frame.contains("VirtualThreads$Pinned") && frame.contains(PINS))
          .noneMatch(frame -> VirtualThreadsTest.isOfTheAgent(frame) && frame.contains(PINS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
