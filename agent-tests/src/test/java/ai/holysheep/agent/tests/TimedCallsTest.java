package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A future of {@code java.net.http} that a timer cancels. Any of the client's threads may report
 * its end, so there are many of them.
 */
class TimedCallsTest {
  private static final long CALLS = 40;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "org.springframework.http.client, JdkClientHttpRequest, TimeoutHandler, timeout/timeout",
    "com.shop, Shop, Timer, cancelled/cancelled",
  })
  void countsByWhoCancels(String packageName, String outer, String inner, String outcome)
      throws Exception {
    compileTimer(packageName, outer, inner);
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm jvm = start(gateway.url(), packageName + "." + outer + "$" + inner)) {
      jvm.awaitLine("SENT");
      await().until(() -> gateway.log().size() == CALLS);
      jvm.writeLine().awaitLine("DONE");

      assertThat(ProgramRun.outcomes(jvm.scrapeWhenIdle()))
          .isEqualTo(Map.of("timed " + outcome, CALLS));
      assertThat(jvm.finish()).isZero();
    }
  }

  private ForkedJvm start(String url, String timer) {
    return ForkedJvm.start(
        Jdks.running(),
        List.of(
            ForkedJvm.watching(),
            "-cp",
            ForkedJvm.classPath("") + File.pathSeparator + folder,
            "ai.holysheep.agent.tests.program.TimedCalls",
            url,
            "" + CALLS,
            timer));
  }

  private void compileTimer(String packageName, String outer, String inner) throws Exception {
    Path source = folder.resolve(outer + ".java");
    Files.writeString(
        source,
        """
        package %s;
        public class %s {
          public static class %s implements java.util.function.Consumer<java.util.concurrent.Future<?>> {
            public void accept(java.util.concurrent.Future<?> call) {
              call.cancel(true);
            }
          }
        }
        """
            .formatted(packageName, outer, inner));
    int exitCode =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, "-d", folder.toString(), source.toString());
    assertThat(exitCode).isZero();
  }
}
