package ai.holysheep.agent.tests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Together with other agents that instrument the same clients, in either order. */
@Tag("matrix")
@Execution(ExecutionMode.CONCURRENT)
class NeighbourTest {
  /** Other agents, configured to send nothing. */
  private enum Neighbour {
    OPENTELEMETRY(
        "opentelemetry-javaagent-2.33.1",
        "-Dotel.traces.exporter=none",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none",
        "-Dotel.propagators=none"),
    DATADOG(
        "dd-java-agent-1.68.1",
        "-Ddd.trace.agent.url=http://127.0.0.1:1",
        "-Ddd.trace.propagation.style=none",
        "-Ddd.instrumentation.telemetry.enabled=false",
        "-Ddd.remote_config.enabled=false",
        "-Ddd.jmxfetch.enabled=false",
        "-Ddd.trace.startup.logs=false",
        "-Ddatadog.slf4j.simpleLogger.defaultLogLevel=off"),
    /** {@code main} becomes a transaction: without one this agent would not trace the calls. */
    ELASTIC(
        "elastic-apm-agent-1.55.1",
        "-Delastic.apm.disable_send=true",
        "-Delastic.apm.central_config=false",
        "-Delastic.apm.cloud_provider=NONE",
        "-Delastic.apm.server_url=http://127.0.0.1:1",
        "-Delastic.apm.log_level=OFF",
        "-Delastic.apm.trace_methods=ai.holysheep.agent.tests.program.Main#main");

    final List<String> options = new ArrayList<>();

    Neighbour(String jar, String... properties) {
      options.add("-javaagent:" + Path.of("target/clients/" + jar + ".jar"));
      options.addAll(List.of(properties));
    }
  }

  /** The runs to compare with: the other agent without ours. */
  private static final Map<String, CompletableFuture<ProgramRun>> ALONE = new ConcurrentHashMap<>();

  @ParameterizedTest
  @CsvSource({
    "OPENTELEMETRY, java.net.http, JdkDriver, '', true",
    "OPENTELEMETRY, java.net.http, JdkDriver, '', false",
    "OPENTELEMETRY, okhttp, OkHttpDriver, okhttp-4.12.0, true",
    "OPENTELEMETRY, okhttp, OkHttpDriver, okhttp-4.12.0, false",
    "OPENTELEMETRY, apache5, Apache5Driver, apache-5.6.5, true",
    "OPENTELEMETRY, apache5, Apache5Driver, apache-5.6.5, false",
    "OPENTELEMETRY, urlconnection, UrlConnectionDriver, '', true",
    "OPENTELEMETRY, urlconnection, UrlConnectionDriver, '', false",
    "DATADOG, java.net.http, JdkDriver, '', true",
    "DATADOG, java.net.http, JdkDriver, '', false",
    "DATADOG, okhttp, OkHttpDriver, okhttp-4.12.0, true",
    "DATADOG, okhttp, OkHttpDriver, okhttp-4.12.0, false",
    "ELASTIC, apache5, Apache5Driver, apache-5.6.5, true",
    "ELASTIC, apache5, Apache5Driver, apache-5.6.5, false",
    "ELASTIC, urlconnection, UrlConnectionDriver, '', true",
    "ELASTIC, urlconnection, UrlConnectionDriver, '', false",
  })
  void theProgramSeesNoDifference(
      Neighbour neighbour, String label, String program, String version, boolean neighbourFirst) {
    String java = Jdks.running().resolve("bin/java").toString();
    List<String> first = new ArrayList<>(List.of(java));
    first.addAll(neighbour.options);
    CompletableFuture<ProgramRun> alone =
        ALONE.computeIfAbsent(
            neighbour + program,
            unused ->
                CompletableFuture.supplyAsync(() -> ProgramRun.without(first, program, version)));
    ProgramRun with =
        neighbourFirst
            ? ProgramRun.with(first, program, version)
            : ProgramRun.with(List.of(java), neighbour.options, program, version);
    ShortContract.check(with, alone.join(), label);
  }
}
