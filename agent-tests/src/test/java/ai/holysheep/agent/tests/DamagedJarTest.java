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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part of the agent that cannot start does not take the others along. */
class DamagedJarTest {
  @TempDir private Path folder;

  @Test
  void withoutMetricsNothingIsWatched() throws Exception {
    run(
        "metrics/Metrics",
        "",
        jvm -> {
          jvm.awaitError("[holysheep-agent] cannot count calls, so none is watched");
          assertThat(jvm.err())
              .hasSize(2)
              .first()
              .asString()
              .startsWith("[holysheep-agent] fault in metrics");
          assertThat(jvm.finish()).isZero();
        });
  }

  @Test
  void withoutMetricsTheLedgerStillGetsEveryCall() throws Exception {
    run(
        "metrics/Metrics",
        "ledger.dir=" + folder.resolve("calls") + ",ledger.flush=100ms",
        jvm -> {
          jvm.awaitError("[holysheep-agent] cannot build metrics, so calls are only in the ledger");
          assertThat(jvm.finish()).isZero();
          assertThat(lines(folder.resolve("calls"))).isEqualTo(1);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "ledger/RecordQueue, ledger",
    "ledger/LedgerWriter, ledger",
    "pricing/table/PriceTables, pricing",
    "metrics/JvmMetrics, metrics",
    "exposition/PushgatewayTarget, exposition",
  })
  void withoutAnotherPartTheMetricsAreThere(String missing, String stage) throws Exception {
    Path prices = Files.writeString(folder.resolve("prices.json"), "{\"models\": {}}");
    run(
        missing,
        "metrics.jvm=true,pushgateway.address=127.0.0.1:1,pricing.file="
            + prices
            + ",ledger.dir="
            + folder.resolve("calls"),
        jvm -> {
          Exposition metrics = jvm.scrapeWhenIdle();
          assertThat(metrics.sum("holysheep_requests_total")).isEqualTo(1);
          assertThat(metrics.value("holysheep_agent_errors_total", "stage=\"" + stage + "\""))
              .isPositive();
          assertThat(jvm.finish()).isZero();
        });
  }

  private interface Check {
    void of(ForkedJvm jvm) throws Exception;
  }

  private void run(String missing, String options, Check check) throws Exception {
    String archive = missing.startsWith("pricing/table/") ? "tools" : "core";
    run(archive, "ai/holysheep/agent/" + missing + ".class", options, check);
  }

  /** One call of an application with an agent whose archive lacks this class file. */
  private void run(String archive, String missing, String options, Check check) throws Exception {
    Path jar = without(archive, missing);
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3)) {
      List<String> arguments = new ArrayList<>();
      arguments.add("-javaagent:" + jar + "=hosts=127.0.0.1,metrics.port=0," + options);
      arguments.addAll(ForkedJvm.program("OneCall", gateway.url(), "ok"));
      try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
        jvm.awaitLine("DONE");
        check.of(jvm);
        assertThat(jvm.out()).containsExactly("200", "DONE");
      }
    }
  }

  @Test
  void aBrokenWeaverIsCounted() throws Exception {
    run(
        "weaving",
        "net/bytebuddy/asm/Advice.class",
        "",
        jvm -> {
          Exposition metrics = jvm.scrape();
          assertThat(metrics.value("holysheep_agent_errors_total", "stage=\"weave\"")).isPositive();
          assertThat(metrics.sum("holysheep_agent_instrumented_classes")).isZero();
          assertThat(jvm.err()).anyMatch(line -> line.contains("java.net.http is not watched: "));
          assertThat(jvm.finish()).isZero();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "start, start/AgentStart, 'no call is watched, the agent cannot start: '",
    "start, start/CoreStarter, 'no call is watched, the agent cannot start: '",
    "core, AgentRuntime, ' left as it is: '",
  })
  void anAgentThatCannotStartSaysSo(String archive, String missing, String said) throws Exception {
    run(
        archive,
        "ai/holysheep/agent/" + missing + ".class",
        "",
        jvm -> {
          assertThat(jvm.finish()).isZero();
          assertThat(jvm.err())
              .hasSizeLessThan(7)
              .anyMatch(
                  line -> line.contains(said) && line.contains(missing.replace("start/", "")));
        });
  }

  private static long lines(Path ledger) throws IOException {
    try (Stream<Path> files = Files.list(ledger)) {
      return Files.readAllLines(files.findFirst().orElseThrow()).size();
    }
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
