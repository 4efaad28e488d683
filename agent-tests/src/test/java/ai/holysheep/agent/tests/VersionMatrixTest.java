package ai.holysheep.agent.tests;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link ClientContract} says, in short, for every version of every client. The asynchronous
 * 5.0 is left out: where it tries again by itself it never ends, with and without the agent.
 */
@Execution(ExecutionMode.CONCURRENT)
class VersionMatrixTest {
  static Stream<Arguments> versions() {
    return Stream.of(
            Stream.of(Arguments.of("", "JdkMoreProgram", "java.net.http")),
            all("okhttp", "OkHttpProgram", "okhttp-"),
            all("okhttp", "OkHttpMoreProgram", "okhttp-3.12"),
            all("okhttp", "OkHttpMoreProgram", "okhttp-5.5"),
            all("apache4", "Apache4DefaultProgram", "apache-4."),
            all("apache4", "Apache4MoreProgram", "apache-4.3"),
            all("apache4", "Apache4MoreProgram", "apache-4.4"),
            all("apache4", "Apache4MoreProgram", "apache-4.5"),
            all("apache4", "Apache4Program", "apache-4.3"),
            all("apache4-async", "Apache4AsyncProgram", "apache-async-"),
            all("apache5", "Apache5Program", "apache-5."),
            all("apache5", "Apache5MoreProgram", "apache-5."),
            all("apache5-async", "Apache5AsyncProgram", "apache-5.")
                .filter(version -> !version.get()[0].toString().startsWith("apache-5.0")))
        .flatMap(each -> each);
  }

  private static Stream<Arguments> all(String label, String program, String prefix) {
    return Clients.versions(prefix).stream().map(version -> Arguments.of(version, program, label));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("versions")
  void holds(String version, String program, String label) {
    ShortContract.check(
        List.of(Jdks.running().resolve("bin/java").toString()), version, program, label);
  }
}
