package ai.holysheep.agent.tests;

import ai.holysheep.sample.gateway.Served;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Attempts by outcome, retries, tokens and cost of each model in one run. */
final class ModelCounts {
  /** Millicents for a token at the default price of 8 USD per million. */
  private static final BigDecimal MILLICENTS_PER_TOKEN = new BigDecimal("0.8");

  private static final String INPUT = "input tokens";
  private static final String OUTPUT = "output tokens";
  private static final String COST = "millicents";
  private static final String RETRIES = "retries";

  private final Map<String, Map<String, Double>> byModel = new TreeMap<>();

  private ModelCounts() {}

  /** What the agent's metrics say. */
  static ModelCounts counted(Exposition metrics) {
    ModelCounts counts = new ModelCounts();
    metrics
        .all("holysheep_requests_total")
        .forEach((labels, count) -> counts.add(labels, "attempts " + outcome(labels), count));
    metrics
        .all("holysheep_tokens_total")
        .forEach((labels, count) -> counts.add(labels, type(labels), count));
    counts.addPositive("holysheep_retries_total", RETRIES, metrics);
    counts.addPositive("holysheep_cost_millicents_total", COST, metrics);
    return counts;
  }

  /** What the program's steps and the gateway's log say. */
  static ModelCounts expected(ProgramRun run) {
    ModelCounts counts = new ModelCounts();
    run.expectedOutcomes()
        .forEach(
            (line, count) -> {
              String[] words = line.split(" ");
              counts.put(words[0], "attempts " + words[1], count);
            });
    run.expectedRetries().forEach((model, count) -> counts.put(model, RETRIES, count));
    counts.serve(run.served);
    return counts.withCosts();
  }

  /** Nothing yet. */
  static ModelCounts none() {
    return new ModelCounts();
  }

  /** Adds one attempt. */
  void expect(String model, String outcome) {
    put(model, "attempts " + outcome, 1);
  }

  void expectRetry(String model) {
    put(model, RETRIES, 1);
  }

  /** Adds the tokens of a gateway's log. */
  void serve(List<Served> served) {
    served.stream().filter(ModelCounts::isWatched).forEach(this::add);
  }

  /** Once, when all tokens are added. */
  ModelCounts withCosts() {
    byModel.values().forEach(ModelCounts::addCost);
    return this;
  }

  private static boolean isWatched(Served served) {
    return served.requestHeaders.stream()
        .noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("host: localhost"));
  }

  private void add(Served served) {
    String model = served.model.isEmpty() ? "unknown" : served.model;
    if (served.inputTokens > 0) {
      put(model, INPUT, served.inputTokens);
    }
    if (served.outputTokens > 0) {
      put(model, OUTPUT, served.outputTokens);
    }
  }

  private static void addCost(Map<String, Double> counts) {
    double tokens = counts.getOrDefault(INPUT, 0.0) + counts.getOrDefault(OUTPUT, 0.0);
    if (tokens > 0) {
      counts.put(COST, BigDecimal.valueOf(tokens).multiply(MILLICENTS_PER_TOKEN).doubleValue());
    }
  }

  private void addPositive(String metric, String name, Exposition metrics) {
    metrics
        .all(metric)
        .forEach(
            (labels, count) -> {
              if (count > 0) {
                add(labels, name, count);
              }
            });
  }

  private void add(String labels, String name, double count) {
    put(label(labels, "model"), name, count);
  }

  private void put(String model, String name, double count) {
    byModel.computeIfAbsent(model, unused -> new TreeMap<>()).merge(name, count, Double::sum);
  }

  /** Empty for a model of which nothing was counted. */
  Map<String, Double> of(String model) {
    return byModel.getOrDefault(model, Map.of());
  }

  Map<String, Map<String, Double>> all() {
    return byModel;
  }

  private static String type(String labels) {
    return label(labels, "token_type") + " tokens";
  }

  /** {@code status_code/error_type}. */
  static String outcome(String labels) {
    return label(labels, "status_code") + "/" + label(labels, "error_type");
  }

  static String label(String labels, String name) {
    return labels.replaceFirst(".*\\b" + name + "=\"([^\"]*)\".*", "$1");
  }
}
