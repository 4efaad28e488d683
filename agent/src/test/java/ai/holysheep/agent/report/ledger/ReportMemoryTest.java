package ai.holysheep.agent.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.report.totals.Breakdown;
import ai.holysheep.agent.report.totals.ReportTotals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The most memory that the names and latencies of a ledger can take. */
class ReportMemoryTest {
  @Test
  void aMillionNamesWithLatenciesOfEveryPowerOfTwoFitIntoASmallHeap() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ManyNames.class.getName())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).isEqualTo(Breakdown.MAX_KEYS + 1 + " rows");
  }

  /** The program that needs the heap. */
  static final class ManyNames {
    private static final String PREFIX = "n".repeat(400);

    /** Enough to fill the exact values of a histogram, and then its powers of two. */
    private static final int CALLS_PER_NAME = 200;

    private ManyNames() {}

    public static void main(String[] arguments) {
      Period period = new Period(LocalDate.of(2026, 11, 25), LocalDate.of(2026, 11, 25));
      ReportTotals totals =
          new ReportTotals(period, Map.of("model", call -> call.model()), call -> 0);
      Call call = new Call();
      call.clear();
      call.day = "2026-11-25";
      for (int name = 0; name < Breakdown.MAX_KEYS; name++) {
        call.model = PREFIX + name;
        addCalls(totals, call, CALLS_PER_NAME);
      }
      for (int name = 0; name < 1_000_000; name++) {
        call.model = PREFIX + "other" + name;
        addCalls(totals, call, 1);
      }
      System.out.println(totals.totalsBy("model").size() + " rows");
    }

    private static void addCalls(ReportTotals totals, Call call, int count) {
      for (int i = 0; i < count; i++) {
        call.latencyMicros = 1L << i % 63;
        totals.add(call);
      }
    }
  }
}
