package ai.holysheep.agent.tests;

import ai.holysheep.sample.gateway.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.SoftAssertions;

/** What {@link ClientContract} says, all at once, of one version on one JDK. */
public final class ShortContract {
  private ShortContract() {}

  /**
   * @param java the command that starts a JVM in this folder, on this machine's loopback
   */
  public static void check(List<String> java, String version, String program, String label) {
    List<String> command = new ArrayList<>(java);
    // A third of the time is the optimizing compiler's, whose work these short runs never see.
    command.add("-XX:TieredStopAtLevel=1");
    CompletableFuture<ProgramRun> alone =
        CompletableFuture.supplyAsync(() -> ProgramRun.without(command, program, version));
    check(ProgramRun.with(command, program, version), alone.join(), label);
  }

  static void check(ProgramRun with, ProgramRun without, String label) {
    SoftAssertions.assertSoftly(
        softly -> {
          softly
              .assertThat(ClientContract.differences(with.transcript, without.transcript))
              .isEmpty();
          softly.assertThat(ClientContract.differences(with.wire(), without.wire())).isEmpty();
          softly.assertThat(with.exitCode).isZero();
          softly.assertThat(with.countedOutcomes()).isEqualTo(with.expectedOutcomes());
          softly.assertThat(with.countedRetries()).isEqualTo(with.expectedRetries());
          softly
              .assertThat(ClientContract.counted(with, "input"))
              .isEqualTo(ClientContract.tokens(with, (Served served) -> served.inputTokens));
          softly
              .assertThat(ClientContract.counted(with, "output"))
              .isEqualTo(ClientContract.tokens(with, (Served served) -> served.outputTokens));
          softly.assertThat(ClientContract.counted(with)).isEqualTo(ClientContract.costs(with));
          softly.assertThat(with.metrics.sum("holysheep_agent_errors_total")).isZero();
          softly
              .assertThat(
                  with.metrics.value(
                      "holysheep_agent_instrumented_classes", "client=\"" + label + "\""))
              .isPositive();
        });
  }
}
