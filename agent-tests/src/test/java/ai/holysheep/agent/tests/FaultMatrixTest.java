package ai.holysheep.agent.tests;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link FaultInjectionTest} says, for every client. With {@code -Dfaults=all} every method
 * fails in every way in every step in which it runs: that takes hours.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
class FaultMatrixTest {
  private static final boolean ALL = "all".equals(System.getProperty("faults"));
  private static final int SECONDS = ALL ? FaultRun.UNLIMITED : 6;

  private static final int STARTS = ALL ? Integer.MAX_VALUE : 30;

  @TempDir Path folder;

  static Stream<String> drivers() {
    return Drivers.all();
  }

  @ParameterizedTest
  @MethodSource("drivers")
  void theApplicationSeesNoDifference(String driver) {
    FaultRun.ofClient(folder, driver, Drivers.newest(driver), SECONDS);
  }

  @Test
  void aJvmStartsAndCallsAsWithoutTheAgent() {
    FaultRun.ofStart(folder, STARTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exposition", "metrics", "ledger", "pricing", "diagnostics", "exchange"})
  void theAgentsOwnThreadsGoOn(String part) {
    FaultRun.ofOwnThreads(folder, part, SECONDS);
  }
}
