package ai.holysheep.agent.tests;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same steps of each of Apache's clients that speak HTTP/2. */
@Tag("matrix")
class Apache5Http2Test extends ClientContract {
  private static final String[] CLIENTS = {"pooled", "forced", "multiplexing", "minimal"};

  Apache5Http2Test() {
    super("Apache5Http2Driver", "apache-5.6.5");
  }

  private void holdsForEachClient(String outcome, String step) {
    holdsForEach(
        outcome, Stream.of(CLIENTS).map(client -> client + "-" + step).toArray(String[]::new));
  }

  @Test
  void eachClientsResponseIsCounted() {
    holdsForEachClient("200/none", "json");
  }

  @Test
  void eachClientsStreamIsCounted() {
    holdsForEachClient("200/none", "stream");
  }

  @Test
  void trailersAreNoResponse() {
    holdsForEachClient("200/none", "trailers");
  }

  @Test
  void hintsAreNoResponse() {
    holdsForEachClient("200/none", "hints");
  }

  @Test
  void aResponseBeforeTheRequestsEndIsCounted() {
    holdsForEachClient("200/none", "early");
  }

  @Test
  void eachStreamOfAConnectionIsAnAttempt() {
    holdsForEachClient("200/none", "streams");
  }

  @Test
  void aPushedResponseIsNotCounted() {
    holdsForEachClient("200/none", "push");
  }

  @Test
  void theLastResponseOfAConnectionIsCounted() {
    holdsForEachClient("200/none", "last");
  }

  @Test
  void aCallAfterTheLastResponseOfAConnectionIsCounted() {
    holdsForEachClient("200/none", "after-last");
  }

  @Test
  void aConnectionThatIsDroppedIsANetworkError() {
    holdsForEachClient("200/network", "drop");
  }

  @Test
  void aCallAfterADroppedConnectionIsCounted() {
    holdsForEachClient("200/none", "after-drop");
  }

  @Test
  void theMinimalClientsErrorsAreCountedAsSuch() {
    holds("minimal-rate-limit", "429/rate_limit");
  }

  @Test
  void aStreamThatIsResetRefusedOrToldToGoAwayIsANetworkError() {
    holdsForEach("error/network", "minimal-reset", "refused-stream", "go-away");
  }

  @Test
  void aBodyThatEndsEarlyIsANetworkErrorForTheMinimalClient() {
    holdsForEach("200/network", "minimal-reset-body", "minimal-cut-body");
  }

  @Test
  void theMinimalClientsResponseWithoutABodyIsCounted() {
    holds("minimal-empty", "204/none");
  }

  @Test
  void cancelOfAFutureBeforeTheResponseIsCancelled() {
    holdsForEach("cancelled/cancelled", "multiplexing-cancelled", "minimal-cancelled");
  }

  @Test
  void cancelOfAFutureDuringTheBodyIsCancelled() {
    holdsForEach("200/cancelled", "multiplexing-cancelled-in-body", "minimal-cancelled-in-body");
  }

  @Test
  void aCallAfterACancelledOneIsCounted() {
    holdsForEach("200/none", "multiplexing-after-cancel", "minimal-after-cancel");
  }
}
