package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that an option names and that never answers, or never ends. */
class UnansweredFileTest {
  private static final int CALLS = 2_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "pricing.file, pipe, pricing",
    "pricing.file, zero, pricing",
    "pricing.file, folder, pricing",
    "config.file, pipe, config",
    "config.file, zero, config",
    "config.file, folder, config",
  })
  void callsAreCountedMeanwhile(String option, String kind, String stage) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx64m");
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0," + option + "=" + file(kind)));
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      arguments.addAll(ForkedJvm.program("ManyCalls", gateway.url(), "ok", "" + CALLS));
      try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
        Exposition metrics = jvm.awaitLine("DONE").scrapeWhenIdle();

        assertThat(metrics.sum("holysheep_requests_total")).isEqualTo(CALLS);
        assertThat(metrics.value("holysheep_agent_errors_total", "stage=\"" + stage + "\""))
            .isEqualTo(1);
        assertThat(jvm.finish()).isZero();
        assertThat(jvm.err().stream().filter(line -> !line.contains(" metrics at ")))
            .singleElement()
            .asString()
            .contains(option, file(kind), "not a regular file");
      }
    }
  }

  private String file(String kind) throws Exception {
    if (kind.equals("zero")) {
      return "/dev/zero";
    }
    if (kind.equals("folder")) {
      return folder.toString();
    }
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    return pipe.toString();
  }
}
