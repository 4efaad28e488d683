package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.Served;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What holds for every client and every JDK: the application sees no difference, and everything is
 * counted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientContract {
  /** Millicents for a token at the default price of 8 USD per million. */
  private static final double MILLICENTS_PER_TOKEN = 0.8;

  private final String program;
  private final String label;
  private final String client;
  private final Map<String, ProgramRun> with = new LinkedHashMap<>();
  private final Map<String, ProgramRun> without = new LinkedHashMap<>();

  /**
   * @param label the label {@code client}
   * @param program the program's class
   * @param client the client's version, as {@code clients.properties} has it; empty for the JDK's
   *     own
   */
  ClientContract(String label, String program, String client) {
    this.label = label;
    this.program = program;
    this.client = client;
  }

  @BeforeAll
  void run() {
    run("running JDK", Jdks.running());
    Jdks.jdk25().ifPresent(jdk -> run("JDK 25", jdk));
  }

  private void run(String name, Path jdk) {
    without.put(name, ProgramRun.without(jdk, program, client));
    with.put(name, ProgramRun.with(jdk, program, client));
  }

  @Test
  void theApplicationSeesWhatItSeesWithoutTheAgent() {
    with.forEach(
        (jdk, run) -> {
          assertThat(differences(run.transcript, without.get(jdk).transcript)).as(jdk).isEmpty();
          assertThat(run.exitCode).as(jdk).isZero();
        });
  }

  @Test
  void theGatewayGetsWhatItGetsWithoutTheAgentOnTheSameConnections() {
    with.forEach(
        (jdk, run) ->
            assertThat(differences(run.wire(), without.get(jdk).wire())).as(jdk).isEmpty());
  }

  /** Where two lists part, each line with the one in its place. */
  static List<String> differences(List<String> with, List<String> without) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(with.size(), without.size()); i++) {
      String one = i < with.size() ? with.get(i) : "(nothing)";
      String other = i < without.size() ? without.get(i) : "(nothing)";
      if (!one.equals(other)) {
        differences.add("line " + i + " with the agent: " + one + ", without: " + other);
      }
    }
    return differences;
  }

  @Test
  void stderrHasTheAgentsOneLineAndNoOther() {
    with.forEach(
        (jdk, run) -> {
          List<String> more = new ArrayList<>(run.stderr);
          more.removeAll(without.get(jdk).stderr);
          assertThat(
                  more.stream()
                      .filter(line -> line.startsWith("[holysheep-agent]"))
                      .filter(this::unexpected)
                      .toList())
              .as(jdk)
              .isEmpty();
        });
  }

  /** The program sends figures that are none; the agent says so once. */
  private boolean unexpected(String line) {
    return !line.startsWith("[holysheep-agent] metrics at ");
  }

  @Test
  void everyAttemptIsCountedByItsOutcome() {
    with.forEach(
        (jdk, run) -> assertThat(run.countedOutcomes()).as(jdk).isEqualTo(run.expectedOutcomes()));
  }

  @Test
  void theClientsOwnRetriesAreCounted() {
    with.forEach(
        (jdk, run) -> assertThat(run.countedRetries()).as(jdk).isEqualTo(run.expectedRetries()));
  }

  @Test
  void tokensAndCostAreTheGateways() {
    with.forEach(
        (jdk, run) -> {
          Map<String, Long> input = tokens(run, served -> served.inputTokens);
          Map<String, Long> output = tokens(run, served -> served.outputTokens);
          assertThat(counted(run, "input")).as(jdk).isEqualTo(input);
          assertThat(counted(run, "output")).as(jdk).isEqualTo(output);
          assertThat(counted(run)).as(jdk).isEqualTo(costs(run));
        });
  }

  /** By model, in millicents. */
  static Map<String, Double> costs(ProgramRun run) {
    Map<String, Long> output = tokens(run, served -> served.outputTokens);
    Map<String, Double> costs = new TreeMap<>();
    tokens(run, served -> served.inputTokens)
        .forEach(
            (model, tokens) -> costs.put(model, cost(tokens + output.getOrDefault(model, 0L))));
    return costs;
  }

  static Map<String, Double> counted(ProgramRun run) {
    Map<String, Double> costs = new TreeMap<>();
    run.metrics
        .all("holysheep_cost_millicents_total")
        .forEach(
            (labels, cost) -> {
              if (cost > 0) {
                costs.put(model(labels), cost);
              }
            });
    return costs;
  }

  private static double cost(long tokens) {
    return java.math.BigDecimal.valueOf(tokens)
        .multiply(java.math.BigDecimal.valueOf(MILLICENTS_PER_TOKEN))
        .doubleValue();
  }

  static Map<String, Long> tokens(
      ProgramRun run, java.util.function.ToLongFunction<Served> figure) {
    return run.served.stream()
        .filter(served -> watched(served) && figure.applyAsLong(served) > 0)
        .collect(
            Collectors.groupingBy(
                served -> served.model.isEmpty() ? "unknown" : served.model,
                TreeMap::new,
                Collectors.summingLong(figure)));
  }

  private static boolean watched(Served served) {
    return served.requestHeaders.stream()
        .noneMatch(header -> header.toLowerCase().startsWith("host: localhost"));
  }

  static Map<String, Long> counted(ProgramRun run, String type) {
    Map<String, Long> tokens = new TreeMap<>();
    run.metrics
        .all("holysheep_tokens_total")
        .forEach(
            (labels, count) -> {
              if (labels.contains("token_type=\"" + type + "\"")) {
                tokens.put(model(labels), count.longValue());
              }
            });
    return tokens;
  }

  private static String model(String labels) {
    return labels.replaceFirst(".*model=\"([^\"]*)\".*", "$1");
  }

  @Test
  void theAgentItselfIsWell() {
    with.forEach(
        (jdk, run) -> {
          assertThat(run.metrics.sum("holysheep_agent_errors_total")).as(jdk).isZero();
          assertThat(
                  run.metrics.value(
                      "holysheep_agent_instrumented_classes", "client=\"" + label + "\""))
              .as(jdk)
              .isPositive();
        });
  }
}
