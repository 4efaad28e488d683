package ai.holysheep.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void showsEachModelByKindOfErrorAndTheirSum() {
    String table =
        Table.render(
            new ScrapedMetrics(
                "# TYPE holysheep_requests counter\n"
                    + "holysheep_requests_total{entry=\"com.shop.Faq.answer\",error_type=\"none\",model=\"a\",status_code=\"200\"} 3.0\n"
                    + "holysheep_requests_total{entry=\"com.shop.Faq.answer\",error_type=\"rate_limit\",model=\"a\",status_code=\"429\"} 2.0\n"
                    + "holysheep_requests_total{entry=\"com.shop.Job.run\",error_type=\"network\",model=\"b\",status_code=\"error\"} 1.0\n"
                    + "holysheep_cost_millicents_total{entry=\"com.shop.Faq.answer\",model=\"a\"} 250.5\n"
                    + "holysheep_ratelimit_limit{model=\"a\"} 500.0\n"
                    + "holysheep_ratelimit_remaining{model=\"a\"} 125.0\n"));

    assertThat(table.replaceAll(" +", " ").split("\n"))
        .containsExactly(
            "model calls good 429 5xx time-out other mean s ttft s in tokens out USD limit",
            "a 5 3 2 0 0 0 - - 0 0 0.00251 25 %",
            "b 1 0 0 0 0 1 - - 0 0 0.00000 -",
            "all 6 3 2 0 0 1 - - 0 0 0.00251 ");
  }
}
