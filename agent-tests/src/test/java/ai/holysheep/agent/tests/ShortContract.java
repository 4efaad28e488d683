package ai.holysheep.agent.tests;

import java.util.ArrayList;
import java.util.List;

/** What {@link ClientContract} says of every step, all at once, for one version on one JDK. */
public final class ShortContract {
  private ShortContract() {}

  /**
   * @param java the command that starts a JVM in this folder, on this machine's loopback
   */
  public static void check(List<String> java, String version, String program, String label) {
    List<String> command = new ArrayList<>(java);
    // A third of the time is the optimizing compiler's, whose work these short runs never see.
    command.add("-XX:TieredStopAtLevel=1");
    String name = program + " " + version + " on " + String.join(" ", java);
    RunComparison.run(name, command, program, version).everything(label);
  }

  static void check(ProgramRun with, ProgramRun without, String label) {
    new RunComparison(label, with, without).everything(label);
  }
}
