package ai.holysheep.agent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints the table of RATIONALE.md: the time for a report on ten million calls, 7 GB of lines. */
@Tag("benchmark")
class TenMillionTest {
  private static final int DAYS = 10;
  private static final int CALLS = Integer.getInteger("report.calls", 10_000_000);
  private static final String JQ =
      "reduce inputs as $call ({}; .[$call.model] |= (.calls += 1 | .cost += $call.total_cost))";

  @TempDir Path folder;

  @Test
  void tenMillionCallsAreReportedWithinAMinuteInASmallHeap() throws Exception {
    new GeneratedLedger().write(folder, DAYS, CALLS / DAYS);
    // One run without timing puts the files into the page cache, for all of the others.
    ReportRun.run(folder, "--format", "csv");

    System.out.println("| what | seconds | microseconds a call |");
    System.out.println("|---|---|---|");
    double report = timed("report, `-Xmx256m`", () -> ReportRun.run(folder, "--format", "csv"));
    timed("report, every key (`--format html`)", () -> ReportRun.run(folder, "--format", "html"));
    timed("DuckDB, every key", () -> new DuckDb().report(folder + "/*.jsonl"));
    timed("jq, calls and cost by model", this::jq);
    assertThat(report).isLessThan(60);
  }

  private interface Work {
    Object run() throws Exception;
  }

  private static double timed(String what, Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("| %s | %.1f | %.2f |%n", what, seconds, seconds * 1e6 / CALLS);
    return seconds;
  }

  private byte[] jq() throws IOException, InterruptedException {
    List<String> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.map(Path::toString).sorted().toList();
    }
    List<String> command = new ArrayList<>(List.of("jq", "-n", JQ));
    command.addAll(files);
    Process process = new ProcessBuilder(command).start();
    byte[] out = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(1, TimeUnit.HOURS)).isTrue();
    return out;
  }
}
