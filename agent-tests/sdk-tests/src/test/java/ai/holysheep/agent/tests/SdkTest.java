package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each attempt is counted once, even if a call goes through several libraries. One program after
 * the other: whether a library uses a connection again depends on the time between two calls.
 */
class SdkTest {
  private static final String LIBRARIES =
      String.join(File.pathSeparator, "target/classes", "target/lib/*");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "OpenAiProgram, okhttp",
    "AnthropicProgram, okhttp",
    "LangChainProgram, java.net.http",
    "SpringProgram, urlconnection apache5 java.net.http",
    "RetrofitProgram, okhttp",
    "FeignProgram, urlconnection okhttp apache5 apache5-async"
  })
  void countsTheAttemptsThatTheGatewayServed(String program, String clients) {
    List<String> java = List.of(Jdks.running().resolve("bin/java").toString());
    CompletableFuture<ProgramRun> alone =
        CompletableFuture.supplyAsync(() -> ProgramRun.without(java, program, LIBRARIES));
    ProgramRun with = ProgramRun.with(java, program, LIBRARIES);
    for (String client : clients.split(" ")) {
      ShortContract.check(with, alone.join(), client);
    }
    assertThat(attempts(with.countedOutcomes())).isEqualTo(attempts(with.served));
  }

  /** The number of attempts by model and status. */
  private static Map<String, Long> attempts(List<Served> log) {
    return log.stream()
        .collect(
            Collectors.groupingBy(
                served -> served.model + " " + status(served),
                TreeMap::new,
                Collectors.counting()));
  }

  private static String status(Served served) {
    return served.status > 0
        ? String.valueOf(served.status)
        : served.scenario == Scenario.SLOW ? "timeout" : "error";
  }

  private static Map<String, Long> attempts(Map<String, Long> outcomes) {
    Map<String, Long> attempts = new TreeMap<>();
    outcomes.forEach(
        (outcome, count) ->
            attempts.merge(outcome.substring(0, outcome.indexOf('/')), count, Long::sum));
    return attempts;
  }
}
