package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLine.at;
import static ai.holysheep.agent.report.TestLine.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs by part, shares, and the period before. */
class CostPartsTest {
  @TempDir Path folder;

  @Test
  void partsAddUpToTheCostWhateverTheLinesSplit() throws IOException {
    TestLedger ledger = new TestLedger(folder);
    ledger.today(
        call("m", 1, 1, "1.000000000005")
            .parts("0.1", "0.2", "0.3", "0.1", "0.1", "0.1", "0.05", "0.02", "0.030000000005"),
        // Of an older agent.
        call("m", 1, 1, "0.5").with("input_cost", "0.2").with("output_cost", "0.3"),
        // The parts, and input and output, are not the cost.
        call("m", 1, 1, "0.25").parts("0.1", "0.1"),
        call("m", 1, 1, "null"));

    assertThat(ledger.csv("--parts").get(0))
        .isEqualTo(
            "m,4,4,4,1.750000000005,0,2,2,2,2,100,"
                + "0.3,0.2,0.3,0.4,0.1,0.1,0.05,0.02,0.030000000005,0.25,1");
    assertThat(ledger.out)
        .startsWith("model,calls,input_tokens,output_tokens,cost,error_rate,avg_latency_ms,")
        .contains(",share,cost_input,cost_cached_input,cost_cache_write,cost_output,")
        .contains(
            "cost_reasoning,cost_audio,cost_image,cost_tool,cost_request,cost_other,unknown_costs\r\n");
    ledger.report("--parts", "--format", "json");
    assertThat(ledger.out).contains("\"total_cost_other\" : 0.25", "\"cost_audio\" : 0.1,");
  }

  @Test
  void aGivenPeriodIsComparedWithTheOneBefore() throws IOException {
    TestLedger ledger = new TestLedger(folder);
    ledger
        .today(call("m", 1, 1, "3"), call("new", 1, 1, "1"))
        .file(
            "holysheep-calls-2026-11-23.7.jsonl",
            at("2026-11-23T01:00:00.000Z", "m", 1, 1, "2") + "",
            at("2026-11-23T01:00:00.000Z", "gone", 1, 1, "0.5") + "")
        .file(
            "holysheep-calls-2026-11-21.7.jsonl",
            at("2026-11-21T01:00:00.000Z", "m", 1, 1, "99") + "");

    assertThat(ledger.csv("--days", "2"))
        .containsExactly(
            "m,1,1,1,3,0,2,2,2,2,75,2,50,0",
            "new,1,1,1,1,0,2,2,2,2,25,0,,0",
            "gone,0,0,0,0,0,,,,,0,0.5,-100,0");
    // A day of these two is compared with the day two days before.
    assertThat(ledger.csv("--days", "2", "--by", "day"))
        .containsExactly("2026-11-25,2,2,2,4,0,2,2,2,2,100,2.5,60,0");
    assertThat(ledger.csv("--days", "2", "--no-previous")).hasSize(2);
    assertThat(ledger.csv("--from", "0001-01-02", "--to", "2026-11-25")).hasSize(3);
    ledger.report("--days", "2");
    assertThat(ledger.out)
        .contains("calls  tokens in  tokens out      USD  share %  USD before  change %  errors %")
        .endsWith("\nbefore: 2026-11-22 ~ 2026-11-23\n");
    ledger.report("--days", "1");
    assertThat(ledger.out)
        .doesNotContain("USD before")
        .endsWith("\nbefore: 2026-11-24 ~ 2026-11-24, without any cost\n");
  }
}
