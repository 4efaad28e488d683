package ai.holysheep.agent.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.agent.tests.Exposition;
import ai.holysheep.agent.tests.ForkedJvm;
import ai.holysheep.agent.tests.Jdks;
import ai.holysheep.agent.tests.LedgerFiles;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters, ledger, report and SQL engines agree on the calls of two JVMs, one of them killed. */
class RealCallsTest {
  private static final int THREADS = 100;

  /** Per thread; 500 give 10^5 calls in two JVMs. */
  private static final int CALLS = Integer.getInteger("ledger.calls", 50);

  @TempDir Path folder;

  @Test
  void countersLedgerReportAndEnginesAgree() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 5);
        ForkedJvm whole = load(gateway);
        ForkedJvm killed = load(gateway)) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> written(killed.scrape()) > THREADS * CALLS / 4.0);
      double before = written(killed.scrape());
      killed.kill();
      whole.awaitLine("DONE");
      Exposition metrics = whole.scrapeWhenIdle();
      assertThat(whole.finish()).isZero();

      LedgerFiles ledgerOfWhole = LedgerFiles.read(folder, "" + whole.pid());
      assertThat(ledgerOfWhole.outcomes()).isEqualTo(metrics.counts("holysheep_requests_total"));
      assertThat(ledgerOfWhole.cutOff).isZero();
      LedgerFiles ledgerOfKilled = LedgerFiles.read(folder, "" + killed.pid());
      assertThat((double) ledgerOfKilled.calls.size()).isGreaterThanOrEqualTo(before);
      assertThat(ledgerOfKilled.cutOff).isLessThanOrEqualTo(1);

      LedgerFiles all = LedgerFiles.read(folder, "");
      Map<String, Row> report = ReportRun.allKeys(folder);
      Row total = report.get("total total");
      assertThat(total.calls).isEqualTo(all.calls.size());
      assertThat(total.cost).isEqualByComparingTo(all.sum("total_cost"));
      assertThat(total.inputTokens).isEqualTo(all.sum("input_tokens").longValueExact());
      assertThat(total.outputTokens).isEqualTo(all.sum("output_tokens").longValueExact());
      SqlTest.compare(report, new DuckDb().report(folder + "/*.jsonl*"));
      SqlTest.compare(report, Spark.report(folder + "/*.jsonl*"));
    }
  }

  private ForkedJvm load(FakeGateway gateway) {
    List<String> arguments = new ArrayList<>();
    arguments.add(
        ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.queue=100000,ledger.dir=" + folder));
    arguments.addAll(
        ForkedJvm.program("Main", "java.net.http", gateway.url(), "" + THREADS, "" + CALLS));
    return ForkedJvm.start(Jdks.running(), arguments);
  }

  private static double written(Exposition metrics) {
    return metrics.value("holysheep_ledger_records_total", "outcome=\"written\"");
  }
}
