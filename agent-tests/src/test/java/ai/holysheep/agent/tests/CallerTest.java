package ai.holysheep.agent.tests;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link CallerContract} on this machine's JDKs. */
@Execution(ExecutionMode.CONCURRENT)
class CallerTest {
  private static final List<String> CLIENTS = List.of("java.net.http", "apache5", "urlconnection");

  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void callerAndEntryAreMethodsOfTheApplication(Path jdk, @TempDir Path folder) {
    check(jdk, CallerContract.WITH_PACKAGES, folder);
  }

  @Test
  void callerSkipPassesOverTheApplicationsWrappers(@TempDir Path folder) {
    check(Jdks.running(), CallerContract.WITH_SKIP, folder);
  }

  private static void check(Path jdk, String options, Path folder) {
    CallerContract.check(
        List.of(jdk.resolve("bin/java").toString()), options, folder.toString(), CLIENTS);
  }
}
