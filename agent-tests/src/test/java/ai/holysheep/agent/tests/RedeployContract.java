package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tomcat redeploys a web application with its own clients: nothing of the application remains. */
public final class RedeployContract {
  private static final int TIMES = 30;

  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private RedeployContract() {}

  /**
   * @param java the command that starts a JVM in this module's folder, on this machine's network
   */
  public static void check(List<String> java, String tomcat, boolean withJdkClient) {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 5);
        ForkedJvm server =
            ForkedJvm.start(
                java,
                List.of(
                    ForkedJvm.watching(),
                    "-cp",
                    classPath(tomcat),
                    "ai.holysheep.agent.tests.program.Redeploys",
                    gateway.url(),
                    WebAppFolder.make().toString(),
                    "" + TIMES,
                    "" + withJdkClient),
                Map.of())) {
      server.awaitLine("DEPLOYED");
      Map<String, Long> watched = server.scrape().counts("holysheep_agent_instrumented_classes");
      server.writeLine().awaitLine("DONE", PATIENCE);
      assertThat(server.out()).contains("LOADERS 1").noneMatch(line -> line.startsWith("FAILED"));

      // The last deployment still holds two responses.
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> server.scrape().value("holysheep_active_requests") == 2);
      // That scrape may have read the counters before the last attempt ended.
      Exposition metrics = server.scrape();
      assertThat(metrics.counts("holysheep_agent_instrumented_classes")).isEqualTo(watched);
      assertThat(calls(metrics)).isEqualTo(expected(withJdkClient ? 4 : 3));
      assertThat(metrics.sum("holysheep_agent_errors_total")).as("%s", server.err()).isZero();
      assertThat(server.finish()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By model: the application names a call's model by what it does with the call. */
  private static Map<String, Long> expected(int clients) {
    Map<String, Long> calls = new TreeMap<>();
    calls.put("done 200/none", (clients + 1L) * (TIMES + 1));
    calls.put("held 200/cancelled", 2L * TIMES);
    calls.put("in-flight", (long) clients * (TIMES + 1));
    calls.put("lost 200/cancelled", TIMES + 1L);
    calls.put("stopped cancelled/cancelled", TIMES + 1L);
    return calls;
  }

  /**
   * The outcome of a call in flight depends on the classes that the undeployed client cannot load
   * any more.
   */
  private static Map<String, Long> calls(Exposition metrics) {
    Map<String, Long> calls = new TreeMap<>();
    ProgramRun.outcomes(metrics)
        .forEach(
            (outcome, count) ->
                calls.merge(
                    outcome.startsWith("in-flight ")
                        ? "in-flight"
                        // Its model is unknown: it was cancelled before its body was sent.
                        : outcome.replace("unknown ", "stopped "),
                    count,
                    Long::sum));
    return calls;
  }

  private static String classPath(String tomcat) {
    return Stream.of("tomcat-embed-core-", "tomcat-annotations-api-")
        .map(jar -> Path.of("target/clients", jar + tomcat + ".jar").toString())
        .collect(
            Collectors.joining(
                File.pathSeparator, ForkedJvm.classPath("") + File.pathSeparator, ""));
  }
}
