package ai.holysheep.agent.tests;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever method of the agent fails, and however: application and gateway see no difference, the
 * fault is counted, and no attempt stays active. This is a sample; {@link FaultMatrixTest} has
 * every client, and more of each.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultInjectionTest {
  private static final int SECONDS = 8;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"JdkDriver, ''", "OkHttpDriver, okhttp-4.12.0"})
  void theApplicationSeesNoDifference(String driver, String version) {
    FaultRun.ofClient(folder, driver, version, SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exposition", "metrics", "ledger"})
  void theAgentsOwnThreadsGoOn(String part) {
    FaultRun.ofOwnThreads(folder, part, SECONDS);
  }
}
