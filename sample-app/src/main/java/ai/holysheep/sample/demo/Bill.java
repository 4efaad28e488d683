package ai.holysheep.sample.demo;

import java.util.Locale;

/** What a payer asks: which feature, which team, for what, what in vain, and how much a month. */
final class Bill {
  private static final double MILLICENTS_PER_USD = 100_000;
  private static final double SECONDS_PER_MONTH = 30 * 24 * 3600;
  private static final String COST = "holysheep_cost_millicents_total";
  private static final String LINE = "%-48s %7s %7s %11s%n";

  private final ScrapedMetrics metrics;
  private final StringBuilder text = new StringBuilder();

  private Bill(ScrapedMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * At most 80 columns wide.
   *
   * @param seconds how long the service has run
   */
  static String render(ScrapedMetrics metrics, double seconds) {
    Bill bill = new Bill(metrics);
    bill.owners("entry", "entry");
    bill.owners("team (header X-Team)", "x_team");
    bill.shares("the cost is for", "holysheep_cost_details_millicents_total", "part");
    bill.shares("paid for in vain", "holysheep_waste_millicents_total", "reason");
    bill.month(seconds);
    return bill.text.toString();
  }

  /** Which features of the service, or which teams, spend the money. */
  private void owners(String title, String label) {
    line("%n" + LINE, title, "calls", "good", "USD");
    String requests = "holysheep_requests_total";
    for (String owner : metrics.values(requests, label)) {
      line(
          LINE,
          owner,
          count(metrics.sum(requests, label, owner)),
          count(metrics.sum(requests, label, owner, "error_type", "none")),
          usd(metrics.sum(COST, label, owner)));
    }
  }

  private void shares(String title, String metric, String label) {
    line("%n" + LINE, title, "", "%", "USD");
    double all = metrics.sum(COST);
    for (String value : metrics.values(metric, label)) {
      double cost = metrics.sum(metric, label, value);
      line(LINE, value, "", String.format(Locale.ROOT, "%.1f", 100 * cost / all), usd(cost));
    }
    if (metrics.sum(metric) == 0) {
      line(LINE, "nothing yet", "", "", "");
    }
  }

  private void month(double seconds) {
    double usd = metrics.sum(COST) / MILLICENTS_PER_USD * SECONDS_PER_MONTH / seconds;
    line("%nAt this pace, 30 days cost %,.2f USD. The row \"Budgets\" of%n", usd);
    line("dashboards/holysheep-cost.json has a forecast by the last seven days.%n");
  }

  private void line(String format, Object... cells) {
    text.append(String.format(Locale.ROOT, format, cells).replaceAll(" +\n", "\n"));
  }

  private static String usd(double millicents) {
    return String.format(Locale.ROOT, "%.5f", millicents / MILLICENTS_PER_USD);
  }

  private static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
