package ai.holysheep.agent.tests;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link CallerContract} on this machine's JDKs. */
@Execution(ExecutionMode.CONCURRENT)
class CallerTest {
  @ParameterizedTest
  @MethodSource("ai.holysheep.agent.tests.Jdks#all")
  void isTheApplicationsOwnLine(Path jdk) {
    CallerContract.check(
        List.of(jdk.resolve("bin/java").toString()),
        List.of("java.net.http", "apache5", "urlconnection"));
  }
}
