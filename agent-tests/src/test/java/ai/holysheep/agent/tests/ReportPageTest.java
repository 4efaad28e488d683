package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser shows the HTML report that the packaged jar makes of a ledger that the agent wrote. */
class ReportPageTest {
  private static final int CALLS = 200;

  @TempDir Path folder;

  @Test
  void showsTheLedgersSumsAndFetchesNothing() throws Exception {
    Chromium browser = Chromium.installed();
    LedgerFiles ledger = writeLedger();
    Path page = folder.resolve("report.html");
    report("--format", "html", "--out", page.toString());

    String shown = browser.document(page.toUri().toString(), 1000, "--window-size=1280,900");

    assertThat(ledger.calls).hasSizeGreaterThanOrEqualTo(CALLS);
    BigDecimal usd = ledger.sum("total_cost").setScale(5, RoundingMode.HALF_UP);
    assertThat(shown)
        .contains("<dt>Cost</dt><dd>" + usd + "<small> USD</small>")
        .contains("<dt>Calls</dt><dd>" + ledger.calls.size() + "<small>")
        .contains("<td>gpt-4.1</td>", "<td>deepseek-v3.2</td>", "<td>rate_limit</td>")
        .contains("<td>ai.holysheep.agent.tests.program.Callers")
        .contains("<svg", "Spend by model, USD", "Failed calls by day, %");
    // The browser enforces this policy, so the page cannot fetch anything.
    assertThat(Files.readString(page))
        .contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"")
        .doesNotContain("http://", "https://", "src=", "<script", "url(", "@import");
  }

  private LedgerFiles writeLedger() throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.dir=" + folder));
    arguments.addAll(
        List.of(
            "-cp",
            ForkedJvm.classPath(Clients.classPathOfEach()),
            "ai.holysheep.agent.tests.program.Main"));
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 5)) {
      arguments.addAll(List.of("okhttp", gateway.url(), "4", "" + CALLS / 4));
      try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
        jvm.awaitLine("DONE");
        jvm.scrapeWhenIdle();
        assertThat(jvm.finish()).isZero();
      }
    }
    return LedgerFiles.read(folder, "");
  }

  private void report(String... options) {
    List<String> command = new ArrayList<>(List.of("-jar", ForkedJvm.AGENT.toString(), "report"));
    command.addAll(List.of("--dir", folder.toString()));
    command.addAll(List.of(options));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), command, Map.of())) {
      assertThat(jvm.exitCode()).as("%s", jvm.err()).isZero();
    }
  }
}
