package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the agent cannot count it watches nothing, since records would only fill the memory. */
class DamagedJarTest {
  @TempDir private Path folder;

  @Test
  void withoutMetricsNothingIsWatched() throws Exception {
    Path jar = without("ai/holysheep/agent/metrics/Metrics.class");
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      List<String> arguments = new ArrayList<>();
      arguments.add("-javaagent:" + jar + "=hosts=127.0.0.1,metrics.port=0");
      arguments.addAll(ForkedJvm.program("OneCall", gateway.url(), "ok"));
      try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
        jvm.awaitLine("DONE");
        jvm.awaitError("[holysheep-agent] cannot count calls, so none is watched");
        assertThat(jvm.err())
            .hasSize(2)
            .first()
            .asString()
            .startsWith("[holysheep-agent] fault in metrics");
        assertThat(jvm.finish()).isZero();
        assertThat(jvm.out()).containsExactly("200", "DONE");
      }
    }
  }

  @Test
  void aBrokenWeaverIsCounted() throws Exception {
    Path jar = without("weaving", "net/bytebuddy/asm/Advice.class");
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      List<String> arguments = new ArrayList<>();
      arguments.add("-javaagent:" + jar + "=hosts=127.0.0.1,metrics.port=0");
      arguments.addAll(ForkedJvm.program("OneCall", gateway.url(), "ok"));
      try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
        jvm.awaitLine("DONE");
        Exposition metrics = jvm.scrape();
        assertThat(metrics.value("holysheep_agent_errors_total", "stage=\"weave\"")).isPositive();
        assertThat(metrics.sum("holysheep_agent_instrumented_classes")).isZero();
        assertThat(jvm.err()).anyMatch(line -> line.contains("java.net.http is not watched: "));
        assertThat(jvm.finish()).isZero();
        assertThat(jvm.out()).containsExactly("200", "DONE");
      }
    }
  }

  private Path without(String name) throws IOException {
    return without("core", name);
  }

  /** The packaged agent, of which an archive lacks this class. */
  private Path without(String archiveName, String name) throws IOException {
    Path jar = Files.copy(ForkedJvm.AGENT, folder.resolve("damaged.jar"));
    Path core = folder.resolve("core.zip");
    try (FileSystem outer = FileSystems.newFileSystem(jar)) {
      Path archive = outer.getPath("ai/holysheep/agent/" + archiveName + ".archive");
      Files.copy(archive, core);
      try (FileSystem inner = FileSystems.newFileSystem(core)) {
        Files.delete(inner.getPath(name));
      }
      Files.copy(core, archive, StandardCopyOption.REPLACE_EXISTING);
    }
    return jar;
  }
}
