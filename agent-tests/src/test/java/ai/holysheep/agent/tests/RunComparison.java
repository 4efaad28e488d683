package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/**
 * Two runs of one program, with the agent and without it, held against each other step by step and
 * as a whole. Each failure names the client, the JDK, the step, what was seen and what was
 * expected.
 */
final class RunComparison {
  private static final String METRICS = "[holysheep-agent] metrics at ";

  private final String name;
  private final ProgramRun with;
  private final ProgramRun without;
  private final ModelCounts counted;
  private final ModelCounts expected;

  /**
   * @param name the client, its version and the JDK, for messages
   */
  RunComparison(String name, ProgramRun with, ProgramRun without) {
    this.name = name;
    this.with = with;
    this.without = without;
    counted = ModelCounts.counted(with.metrics);
    expected = ModelCounts.expected(with);
  }

  /**
   * Runs both at the same time: they wait more than they work.
   *
   * @param java the command that starts a JVM in this folder, on this machine's loopback
   */
  static RunComparison run(String name, List<String> java, String program, String version) {
    CompletableFuture<ProgramRun> without =
        CompletableFuture.supplyAsync(() -> ProgramRun.without(java, program, version));
    return new RunComparison(name, ProgramRun.with(java, program, version), without.join());
  }

  /** The steps that ran, in either run. */
  Set<String> steps() {
    Set<String> steps = new TreeSet<>(with.steps().keySet());
    steps.addAll(without.steps().keySet());
    return steps;
  }

  /** Why the client has no such step; null if it has. */
  String leftOut(String step) {
    return with.leftOut().get(step);
  }

  /** How the step's attempts must be counted, each outcome once. */
  Set<String> outcomes(String step) {
    Set<String> outcomes = new TreeSet<>();
    expectations(step).forEach(words -> outcomes.add(words[1]));
    return outcomes;
  }

  private Stream<String[]> expectations(String step) {
    return with.steps().getOrDefault(step, List.of()).stream()
        .filter(line -> line.startsWith(ProgramRun.EXPECT))
        .map(line -> line.substring(ProgramRun.EXPECT.length()).split(" "));
  }

  /** What one step does is the same for application and gateway, and is counted. */
  void step(SoftAssertions softly, String step) {
    softly
        .assertThat(differences(with.steps().get(step), without.steps().get(step)))
        .as("%s, step %s: what the application sees", name, step)
        .isEmpty();
    softly
        .assertThat(differences(with.wire(step), without.wire(step)))
        .as("%s, step %s: what the gateway gets", name, step)
        .isEmpty();
    Set<String> models = new TreeSet<>(Set.of(ProgramRun.model(step)));
    expectations(step).forEach(words -> models.add(words[0]));
    for (String model : models) {
      softly
          .assertThat(counted.of(model))
          .as("%s, step %s: what is counted for %s", name, step, model)
          .isEqualTo(expected.of(model));
    }
  }

  /** What only shows in the whole run: the order of everything, and what belongs to no step. */
  void whole(SoftAssertions softly, String label) {
    application(softly);
    gateway(softly);
    everythingCounted(softly);
    agent(softly, label);
  }

  void application(SoftAssertions softly) {
    softly
        .assertThat(differences(with.transcript, without.transcript))
        .as("%s: what the application sees", name)
        .isEmpty();
    softly.assertThat(with.exitCode).as("%s: exit code", name).isZero();
    List<String> more = new ArrayList<>(with.stderr);
    more.removeAll(without.stderr);
    more.removeIf(line -> !line.startsWith("[holysheep-agent]") || line.startsWith(METRICS));
    softly.assertThat(more).as("%s: what the agent says on stderr", name).isEmpty();
  }

  void gateway(SoftAssertions softly) {
    softly
        .assertThat(differences(with.wire(), without.wire()))
        .as("%s: what the gateway gets, connection by connection", name)
        .isEmpty();
  }

  void everythingCounted(SoftAssertions softly) {
    softly
        .assertThat(counted.all())
        .as("%s: what is counted for each model", name)
        .isEqualTo(expected.all());
  }

  void agent(SoftAssertions softly, String label) {
    softly
        .assertThat(with.metrics.sum("holysheep_agent_errors_total"))
        .as("%s: the agent's errors", name)
        .isZero();
    softly
        .assertThat(
            with.metrics.value("holysheep_agent_instrumented_classes", "client=\"" + label + "\""))
        .as("%s: instrumented classes", name)
        .isPositive();
  }

  /** Everything at once. */
  void everything(String label) {
    SoftAssertions.assertSoftly(
        softly -> {
          assertThat(with.transcript).as("%s: transcript", name).isNotEmpty();
          steps().forEach(step -> step(softly, step));
          whole(softly, label);
        });
  }

  /** Where two lists differ, each line with the one in its place. */
  private static List<String> differences(List<String> with, List<String> without) {
    List<String> some = with == null ? List.of() : with;
    List<String> others = without == null ? List.of() : without;
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
      String one = i < some.size() ? some.get(i) : "(nothing)";
      String other = i < others.size() ? others.get(i) : "(nothing)";
      if (!one.equals(other)) {
        differences.add("line " + i + " with the agent: " + one + ", without: " + other);
      }
    }
    return differences;
  }
}
