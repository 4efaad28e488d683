package ai.holysheep.sample.demo;

import java.util.Arrays;
import java.util.Locale;

/** The most important metrics: one line for each model. */
final class Table {
  private static final double MILLICENTS_PER_USD = 100_000;
  private static final String[] ERRORS = {"rate_limit", "server_error", "timeout"};

  private final ScrapedMetrics metrics;
  private final StringBuilder text = new StringBuilder();

  private Table(ScrapedMetrics metrics) {
    this.metrics = metrics;
  }

  static String render(ScrapedMetrics metrics) {
    Table table = new Table(metrics);
    table.line(
        "model",
        "calls",
        "good",
        "429",
        "5xx",
        "time-out",
        "other",
        "mean s",
        "ttft s",
        "in tokens",
        "out",
        "USD",
        "limit");
    for (String model : metrics.values("holysheep_requests_total", "model")) {
      table.row(model, limitLeft(metrics, model), "model", model);
    }
    table.row("all", "");
    return table.text.toString();
  }

  private void line(Object... cells) {
    text.append(
        String.format(
            Locale.ROOT, "%-20s %7s %7s %6s %6s %8s %6s %8s %8s %9s %9s %11s %6s%n", cells));
  }

  private void row(String name, String limitLeft, String... labels) {
    double calls = metrics.sum("holysheep_requests_total", labels);
    double good = requests("none", labels);
    double[] failed = new double[ERRORS.length];
    double other = calls - good;
    for (int i = 0; i < ERRORS.length; i++) {
      failed[i] = requests(ERRORS[i], labels);
      other -= failed[i];
    }
    line(
        name,
        count(calls),
        count(good),
        count(failed[0]),
        count(failed[1]),
        count(failed[2]),
        count(other),
        mean("holysheep_request_duration_seconds", labels),
        mean("holysheep_time_to_first_token_seconds", labels),
        count(metrics.sum("holysheep_tokens_total", withLabel(labels, "token_type", "input"))),
        count(metrics.sum("holysheep_tokens_total", withLabel(labels, "token_type", "output"))),
        usd(metrics.sum("holysheep_cost_millicents_total", labels)),
        limitLeft);
  }

  private double requests(String errorType, String... labels) {
    return metrics.sum("holysheep_requests_total", withLabel(labels, "error_type", errorType));
  }

  private String mean(String metric, String... labels) {
    double count = metrics.sum(metric + "_count", labels);
    return count == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f", metrics.sum(metric + "_sum", labels) / count);
  }

  private static String limitLeft(ScrapedMetrics metrics, String model) {
    double limit = metrics.sum("holysheep_ratelimit_limit", "model", model);
    double left = metrics.sum("holysheep_ratelimit_remaining", "model", model);
    return limit == 0 ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * left / limit);
  }

  private static String usd(double millicents) {
    return String.format(Locale.ROOT, "%.5f", millicents / MILLICENTS_PER_USD);
  }

  private static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String[] withLabel(String[] labels, String name, String value) {
    String[] all = Arrays.copyOf(labels, labels.length + 2);
    all[labels.length] = name;
    all[labels.length + 1] = value;
    return all;
  }
}
