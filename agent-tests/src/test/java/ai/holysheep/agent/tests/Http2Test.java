package ai.holysheep.agent.tests;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link ClientContract} says, in short, over HTTP/2. Before 5.2 Apache's client cannot be
 * told by its connections to speak it.
 */
@Execution(ExecutionMode.CONCURRENT)
class Http2Test {
  static Stream<Arguments> clients() {
    return Stream.of(
            on(Jdks.all(), "java.net.http", "JdkHttp2Program", ""),
            on(Jdks.all(), "okhttp", "OkHttpHttp2Program", "okhttp-5.5.1"),
            older("okhttp", "OkHttpHttp2Program", "okhttp-", "3.12.13", "3.14.9", "4.12.0"),
            on(Jdks.all(), "apache5-async", "Apache5Http2Program", "apache-5.6.5"),
            older("apache5-async", "Apache5Http2Program", "apache-", "5.2.3", "5.3.1", "5.4.4"))
        .flatMap(each -> each);
  }

  private static Stream<Arguments> on(
      Stream<Path> jdks, String label, String program, String version) {
    return jdks.map(jdk -> Arguments.of(jdk, version, program, label));
  }

  private static Stream<Arguments> older(
      String label, String program, String prefix, String... versions) {
    return Stream.of(versions)
        .flatMap(version -> on(Stream.of(Jdks.running()), label, program, prefix + version));
  }

  @ParameterizedTest(name = "{1} {2} on {0}")
  @MethodSource("clients")
  void holds(Path jdk, String version, String program, String label) {
    ShortContract.check(List.of(jdk.resolve("bin/java").toString()), version, program, label);
  }
}
