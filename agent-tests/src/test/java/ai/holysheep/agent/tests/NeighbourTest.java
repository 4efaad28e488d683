package ai.holysheep.agent.tests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside OpenTelemetry's agent, which weaves the same clients, in either order. */
@Execution(ExecutionMode.CONCURRENT)
class NeighbourTest {
  private static final List<String> NEIGHBOUR =
      List.of(
          "-javaagent:" + Path.of("target/clients/opentelemetry-javaagent-2.33.1.jar"),
          "-Dotel.traces.exporter=none",
          "-Dotel.metrics.exporter=none",
          "-Dotel.logs.exporter=none",
          // Its headers are new with each call.
          "-Dotel.propagators=none");

  @ParameterizedTest
  @CsvSource({
    "java.net.http, JdkProgram, '', true",
    "java.net.http, JdkProgram, '', false",
    "okhttp, OkHttpProgram, okhttp-4.12.0, true",
    "okhttp, OkHttpProgram, okhttp-4.12.0, false",
    "apache5, Apache5Program, apache-5.6.5, true",
    "apache5, Apache5Program, apache-5.6.5, false",
    "urlconnection, UrlConnectionProgram, '', true",
    "urlconnection, UrlConnectionProgram, '', false",
  })
  void isNotInTheWay(String label, String program, String version, boolean neighbourFirst) {
    String java = Jdks.running().resolve("bin/java").toString();
    List<String> first = new ArrayList<>(List.of(java));
    first.addAll(NEIGHBOUR);
    CompletableFuture<ProgramRun> alone =
        CompletableFuture.supplyAsync(() -> ProgramRun.without(first, program, version));
    ProgramRun with =
        neighbourFirst
            ? ProgramRun.with(first, program, version)
            : ProgramRun.with(List.of(java), NEIGHBOUR, program, version);
    ShortContract.check(with, alone.join(), label);
  }
}
