package ai.holysheep.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BillTest {
  private static final String METRICS =
      "holysheep_requests_total{entry=\"com.shop.Faq.answer\",error_type=\"none\",model=\"a\",x_team=\"care\"} 3.0\n"
          + "holysheep_requests_total{entry=\"com.shop.Faq.answer\",error_type=\"rate_limit\",model=\"a\",x_team=\"care\"} 2.0\n"
          + "holysheep_requests_total{entry=\"com.shop.Job.run\",error_type=\"none\",model=\"b\",x_team=\"unknown\"} 1.0\n"
          + "holysheep_cost_millicents_total{entry=\"com.shop.Faq.answer\",model=\"a\",x_team=\"care\"} 250.5\n"
          + "holysheep_cost_millicents_total{entry=\"com.shop.Job.run\",model=\"b\",x_team=\"unknown\"} 749.5\n"
          + "holysheep_cost_details_millicents_total{model=\"a\",part=\"input\"} 250.5\n"
          + "holysheep_cost_details_millicents_total{model=\"b\",part=\"output\"} 749.5\n";
  private static final String WASTE =
      "holysheep_waste_millicents_total{model=\"b\",reason=\"timeout\"} 10.0\n";

  private static String[] lines(String metrics) {
    return Bill.render(new ScrapedMetrics(metrics), 60).split("\n");
  }

  @Test
  void saysWhoPaysForWhatAndHowMuchAMonth() {
    assertThat(String.join("\n", lines(METRICS + WASTE)).replaceAll(" +", " ").split("\n"))
        .containsExactly(
            "",
            "entry calls good USD",
            "com.shop.Faq.answer 5 3 0.00251",
            "com.shop.Job.run 1 1 0.00750",
            "",
            "team (header X-Team) calls good USD",
            "care 5 3 0.00251",
            "unknown 1 1 0.00750",
            "",
            "the cost is for % USD",
            "input 25.1 0.00251",
            "output 75.0 0.00750",
            "",
            "paid for in vain % USD",
            "timeout 1.0 0.00010",
            "",
            "At this pace, 30 days cost 432.00 USD. The row \"Budgets\" of",
            "dashboards/holysheep-cost.json has a forecast by the last seven days.");
  }

  @Test
  void saysSoIfNothingIsInVain() {
    assertThat(lines(METRICS)).contains("nothing yet");
    assertThat(lines(METRICS + WASTE)).doesNotContain("nothing yet");
  }

  @Test
  void fitsIntoEightyColumns() {
    assertThat(lines(METRICS + WASTE)).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }
}
