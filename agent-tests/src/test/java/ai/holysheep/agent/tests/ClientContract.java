package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What holds for every client: the application and the gateway see no difference, and everything is
 * counted. One test a behaviour; the client's driver does the steps that they name, in a JVM with
 * the agent and in one without, once for all tests. What only one client has is tested by its
 * subclass.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientContract {
  private final String driver;
  private final String version;
  private final Set<String> asserted = new ConcurrentSkipListSet<>();
  private final AtomicInteger testsRun = new AtomicInteger();
  private RunComparison runs;

  /**
   * @param driver the driver's class, see {@link Drivers}
   * @param version the client's version, as {@code clients.properties} has it; empty for the JDK's
   *     own
   */
  ClientContract(String driver, String version) {
    this.driver = driver;
    this.version = version;
  }

  @BeforeAll
  void run() {
    runs =
        RunComparison.run(
            Drivers.label(driver) + " " + version + " on JDK " + Runtime.version().feature(),
            List.of(Jdks.running().resolve("bin/java").toString()),
            driver,
            version);
  }

  @BeforeEach
  void countTest() {
    testsRun.incrementAndGet();
  }

  /**
   * The step leaves application and gateway as they are without the agent, and is counted. A step
   * that the client cannot do passes: its driver says why.
   *
   * @param outcomes {@code status_code/error_type} of its attempts, each once; none for a step that
   *     must not be counted
   */
  void holds(String step, String... outcomes) {
    asserted.add(step);
    if (runs.leftOut(step) == null) {
      softly(softly -> check(softly, step, outcomes));
    }
  }

  /** The same of several steps with one outcome, of those that the client has. */
  void holdsForEach(String outcome, String... steps) {
    asserted.addAll(List.of(steps));
    List<String> had = Stream.of(steps).filter(step -> runs.leftOut(step) == null).toList();
    softly(softly -> had.forEach(step -> check(softly, step, outcome)));
  }

  private void check(SoftAssertions softly, String step, String... outcomes) {
    assertThat(runs.steps()).as("the steps of %s", driver).contains(step);
    softly
        .assertThat(Set.of(outcomes))
        .as("%s, step %s: outcomes", driver, step)
        .containsAll(runs.outcomes(step));
    runs.step(softly, step);
  }

  private static void softly(Consumer<SoftAssertions> assertions) {
    SoftAssertions.assertSoftly(assertions);
  }

  @Test
  void aResponseIsCounted() {
    holds("json", "200/none");
  }

  @Test
  void aCompressedResponseIsCounted() {
    holds("gzip", "200/none");
  }

  @Test
  void aDeflatedResponseIsCounted() {
    holds("deflate", "200/none");
  }

  @Test
  void aCompressedResponseThatGrowsTooMuchToBeReadIsComplete() {
    holds("swollen-gzip", "200/none");
  }

  @Test
  void aRateLimitIsCountedAsSuch() {
    holds("rate-limit", "429/rate_limit");
  }

  @Test
  void aServerErrorIsCountedAsSuch() {
    holds("server-error", "500/server_error");
  }

  @Test
  void anOverloadIsAServerError() {
    holds("overloaded", "503/server_error");
  }

  @Test
  void aBadRequestIsAClientError() {
    holds("client-error", "400/client_error");
  }

  @Test
  void aMissingKeyIsAClientError() {
    holds("unauthorized", "401/client_error");
  }

  @Test
  void aResponseWithoutABodyIsCounted() {
    holds("empty", "204/none");
  }

  @Test
  void aBodyThatIsNotJsonIsCountedWithoutTokens() {
    holds("malformed", "200/none");
  }

  @Test
  void aResponseWithoutUsageIsCountedWithoutTokens() {
    holds("no-usage", "200/none");
  }

  @Test
  void usageInTheBodyAloneIsCounted() {
    holds("body-usage", "200/none");
  }

  @Test
  void usageInTheHeadersAloneIsCounted() {
    holds("header-usage", "200/none");
  }

  @Test
  void aRequestToAnUnwatchedHostLeavesNoTrace() {
    holds("unwatched");
  }

  @Test
  void aHeadRequestIsCounted() {
    holds("head", "200/none");
  }

  @Test
  void aStreamIsCounted() {
    holds("stream", "200/none");
  }

  @Test
  void aBodyThatIsReadByteByByteIsCounted() {
    holds("single-bytes", "200/none");
  }

  @Test
  void aBodyWhoseBeginningIsSkippedIsCounted() {
    holds("skip", "200/none");
  }

  @Test
  void aStreamThatIsClosedAfterItsLastEventIsComplete() {
    holds("close-after-last", "200/none");
  }

  @Test
  void aStreamThatIsCancelledAfterItsLastEventIsComplete() {
    holds("cancel-after-last", "200/none");
  }

  @Test
  void aRateLimitWhoseBodyIsNotReadIsCountedAsSuch() {
    holds("unread-429", "429/rate_limit");
  }

  @Test
  void aServerErrorWhoseBodyIsNotReadIsCountedAsSuch() {
    holds("unread-500", "500/server_error");
  }

  @Test
  void aBodyThatIsNotReadIsCancelled() {
    holds("unread", "200/cancelled");
  }

  @Test
  void aBodyThatIsClosedBeforeItHasComeIsCancelled() {
    holds("unread-and-unfinished", "200/cancelled");
  }

  @Test
  void aStreamThatIsClosedEarlyIsCancelled() {
    holds("closed-early", "200/cancelled");
  }

  @Test
  void aLargeRequestIsSentUnchanged() {
    holds("large", "200/none");
  }

  @Test
  void aChunkedRequestIsSentUnchanged() {
    holds("chunked", "200/none");
  }

  @Test
  void aRequestThatWaitsForContinueIsCounted() {
    holds("continue", "200/none");
  }

  @Test
  void aRedirectIsCountedAsTheClientFollowsIt() {
    holds("redirect", "307/none", "200/none");
  }

  @Test
  void aRetryThatTheRequestNamesIsCounted() {
    holds("retry-count", "200/none");
  }

  @Test
  void aModelInThePathIsCounted() {
    holds("path-model", "200/none");
  }

  @Test
  void aRequestThatTheClientRefusesAndDoesNotSendIsNotCounted() {
    holds("not-sent");
  }

  @Test
  void anAsynchronousCallIsCounted() {
    holds("async", "200/none");
  }

  @Test
  void aRefusedConnectionIsANetworkError() {
    holds("refused", "error/network");
  }

  @Test
  void aConnectionThatIsNotMadeInTimeIsATimeout() {
    holds("connect-timeout", "timeout/timeout");
  }

  @Test
  void aResponseThatDoesNotComeInTimeIsATimeout() {
    holds("timeout", "timeout/timeout");
  }

  @Test
  void aBodyThatDoesNotComeInTimeIsATimeout() {
    holds("body-timeout", "200/timeout");
  }

  @Test
  void aConnectionThatIsResetIsANetworkError() {
    holds("reset", "error/network");
  }

  @Test
  void aBodyThatIsResetIsANetworkError() {
    holds("reset-body", "200/network");
  }

  @Test
  void aBodyThatIsCutShortIsANetworkError() {
    holds("cut-body", "200/network");
  }

  @Test
  void aCompressedBodyThatIsCutShortOrCorruptIsANetworkError() {
    holdsForEach("200/network", "cut-gzip", "broken-gzip");
  }

  @Test
  void aHandshakeOrTunnelThatDoesNotEndInTimeIsATimeout() {
    holdsForEach("timeout/timeout", "handshake-timeout", "tunnel-timeout");
  }

  @Test
  void cancelBeforeTheResponseIsCancelled() {
    holds("cancel-early", "cancelled/cancelled");
  }

  @Test
  void cancelDuringTheBodyIsCancelled() {
    holds("cancel-in-body", "200/cancelled");
  }

  @Test
  void theClientWorksAfterAllThat() {
    holds("after-all", "200/none");
  }

  @Test
  void theApplicationSeesWhatItSeesWithoutTheAgentInTheSameOrder() {
    softly(runs::application);
  }

  @Test
  void theGatewayGetsWhatItGetsWithoutTheAgentOnTheSameConnections() {
    softly(runs::gateway);
  }

  @Test
  void attemptsRetriesTokensAndCostOfTheWholeRunAreTheGateways() {
    softly(runs::everythingCounted);
  }

  @Test
  void theAgentWatchesTheClientAndMakesNoError() {
    softly(softly -> runs.agent(softly, Drivers.label(driver)));
  }

  /** Where all tests of the class ran, and not some that were picked. */
  @AfterAll
  void noStepIsForgotten() {
    if (testsRun.get() == tests()) {
      Set<String> forgotten = new TreeSet<>(runs.steps());
      forgotten.removeAll(asserted);
      assertThat(forgotten).as("steps of %s that no test asserts", driver).isEmpty();
    }
  }

  private long tests() {
    long tests = 0;
    for (Class<?> owner = getClass(); owner != Object.class; owner = owner.getSuperclass()) {
      tests += methods(owner);
    }
    return tests;
  }

  private static long methods(Class<?> owner) {
    return Arrays.stream(owner.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .count();
  }
}
