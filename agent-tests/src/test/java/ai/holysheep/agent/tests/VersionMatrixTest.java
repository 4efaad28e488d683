package ai.holysheep.agent.tests;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link ClientContract} says, for every version of every client on the running JDK, and for
 * the newest of each on JDK 25.
 */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
class VersionMatrixTest {
  static Stream<Arguments> versions() {
    return Drivers.all()
        .flatMap(
            driver ->
                Drivers.versions(driver).stream()
                    .map(version -> Arguments.of(Jdks.running(), driver, version)));
  }

  static Stream<Arguments> newestOnJdk25() {
    return Jdks.jdk25().stream()
        .flatMap(
            jdk -> Drivers.all().map(driver -> Arguments.of(jdk, driver, Drivers.newest(driver))));
  }

  @ParameterizedTest(name = "{1} {2} on {0}")
  @MethodSource({"versions", "newestOnJdk25"})
  void holds(Path jdk, String driver, String version) {
    ShortContract.check(
        List.of(jdk.resolve("bin/java").toString()), version, driver, Drivers.label(driver));
  }
}
