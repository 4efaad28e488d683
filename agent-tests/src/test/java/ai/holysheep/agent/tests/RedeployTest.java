package ai.holysheep.agent.tests;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link RedeployContract} on this machine's JDKs. */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
class RedeployTest {
  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void keepsNothingOfARedeployedWebApplication(Path jdk) {
    RedeployContract.check(List.of(jdk.resolve("bin/java").toString()), "11.0.27", true);
  }
}
