package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Prints the table of RATIONALE.md and checks the readers' speed and allocations. */
@Tag("benchmark")
class ReadingSpeedTest {
  private record Cost(double nanos, double bytes) {}

  @Test
  void readsAnEventInLessThanAMicrosecondAndAGigabyteOfTextInASecond() throws RunnerException {
    Map<ReaderBenchmark.Body, Cost> costs = new EnumMap<>(ReaderBenchmark.Body.class);
    System.out.println("| body | bytes | ns to read | bytes allocated | GB/s | ns to copy |");
    System.out.println("|---|---|---|---|---|---|");
    for (ReaderBenchmark.Body body : ReaderBenchmark.Body.values()) {
      Cost copy = cost(body, "copy");
      Cost read = cost(body, "read");
      costs.put(body, read);
      System.out.printf(
          "| %s | %d | %.0f | %.2f | %.2f | %.0f |%n",
          body, body.length(), read.nanos, read.bytes, body.length() / read.nanos, copy.nanos);
    }

    assertThat(costs.get(ReaderBenchmark.Body.OPENAI_EVENTS).nanos).isLessThan(1000);
    assertThat(costs.get(ReaderBenchmark.Body.OPENAI_EVENTS).bytes).isLessThan(1);
    assertThat(costs.get(ReaderBenchmark.Body.ANTHROPIC_EVENTS).nanos).isLessThan(1000);
    assertThat(costs.get(ReaderBenchmark.Body.ANTHROPIC_EVENTS).bytes).isLessThan(1);
    assertThat(costs.get(ReaderBenchmark.Body.JSON_OF_TEXT).nanos).isLessThan(1e6);
    assertThat(costs.get(ReaderBenchmark.Body.EVENT_OF_TEXT).nanos).isLessThan(1e6);
  }

  /** The cost of one operation. */
  private static Cost cost(ReaderBenchmark.Body body, String benchmark) throws RunnerException {
    RunResult result =
        new Runner(
                new OptionsBuilder()
                    .include(ReaderBenchmark.class.getName() + "." + benchmark + "$")
                    .param("body", body.name())
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .runSingle();
    return new Cost(
        result.getPrimaryResult().getScore() / body.operations(),
        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore() / body.operations());
  }
}
