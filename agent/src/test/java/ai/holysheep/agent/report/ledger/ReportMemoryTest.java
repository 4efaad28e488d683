package ai.holysheep.agent.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.report.calls.CallList;
import ai.holysheep.agent.report.calls.CallListTask;
import ai.holysheep.agent.report.calls.CallOrder;
import ai.holysheep.agent.report.document.Cell;
import ai.holysheep.agent.report.document.Document;
import ai.holysheep.agent.report.focus.FocusReport;
import ai.holysheep.agent.report.focus.FocusTotals;
import ai.holysheep.agent.report.totals.Breakdown;
import ai.holysheep.agent.report.totals.ReportTotals;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The most memory that the names and latencies of a ledger can take. */
class ReportMemoryTest {
  @Test
  void aMillionNamesWithLatenciesOfEveryPowerOfTwoFitIntoASmallHeap() throws Exception {
    assertThat(run("-Xmx96m", ManyNames.class)).isEqualTo(Breakdown.MAX_KEYS + 1 + " rows");
  }

  @Test
  void aListHoldsOnlyTheCallsThatItShows() throws Exception {
    assertThat(run("-Xmx96m", ManyCalls.class)).isEqualTo("1000 of 300000 calls");
  }

  @Test
  void chargesOfAnyNumberOfOwnersFitIntoTheirShareOfTheHeap() throws Exception {
    assertThat(run("-Xmx160m", ManyOwners.class)).isEqualTo("20001 charges");
  }

  private static String run(String heap, Class<?> program) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** The program that needs the heap. */
  static final class ManyNames {
    private static final String PREFIX = "n".repeat(400);

    /** Enough to fill the exact values of a histogram, and then its powers of two. */
    private static final int CALLS_PER_NAME = 200;

    private ManyNames() {}

    public static void main(String[] arguments) {
      ReportTotals totals =
          new ReportTotals(Map.of("model", call -> call.model()), false, call -> 0);
      Call call = new Call();
      call.day = "2026-11-25";
      for (int name = 0; name < Breakdown.MAX_KEYS; name++) {
        call.setName(Field.MODEL, PREFIX + name);
        addCalls(totals, call, CALLS_PER_NAME);
      }
      for (int name = 0; name < 1_000_000; name++) {
        call.setName(Field.MODEL, PREFIX + "other" + name);
        addCalls(totals, call, 1);
      }
      System.out.println(totals.totalsBy("model").size() + " rows");
    }

    private static void addCalls(ReportTotals totals, Call call, int count) {
      for (int i = 0; i < count; i++) {
        call.setNumber(Field.LATENCY_MS, 1L << i % 63);
        totals.add(call);
      }
    }
  }

  /** Lists calls whose names are all different. */
  static final class ManyCalls {
    private ManyCalls() {}

    public static void main(String[] arguments) {
      CallListTask task = new CallListTask(1000, CallOrder.COST, false, null, false);
      CallList list = task.newSums();
      Call call = new Call();
      call.day = "2026-11-25";
      for (int i = 0; i < 300_000; i++) {
        for (Field field : new Field[] {Field.MODEL, Field.ENTRY, Field.CALLER, Field.USER}) {
          call.setName(field, ManyNames.PREFIX + i);
        }
        call.setNumber(Field.TOTAL_COST, i);
        list.add(call);
      }
      Document.Builder document = new Document.Builder("", "");
      task.addTo(document, list);
      Map<String, Cell> sums = document.build().summary();
      System.out.println(
          sums.get("listed_calls").exact() + " of " + sums.get("total_calls").exact() + " calls");
    }
  }

  /** Charges calls whose owners are all different. */
  static final class ManyOwners {
    private ManyOwners() {}

    public static void main(String[] arguments) {
      FocusReport report = new FocusReport("p", "a", List.of());
      FocusTotals totals = report.newSums();
      Call call = new Call();
      call.day = "2026-11-25";
      call.setNumber(Field.TOTAL_COST, 1);
      for (int i = 0; i < 300_000; i++) {
        call.setName(Field.ENTRY, ManyNames.PREFIX + i);
        totals.add(call);
      }
      Document.Builder document = new Document.Builder("", "");
      report.addTo(document, totals);
      int rows = document.build().sections().get(0).table().rows().size();
      System.out.println(rows + " charges");
    }
  }
}
