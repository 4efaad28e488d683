package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("matrix")
class JdkHttp2Test extends ClientContract {
  JdkHttp2Test() {
    super("JdkHttp2Driver", "");
  }

  @Test
  void aConnectionThatIsUpgradedIsWatched() {
    holdsForEach("200/none", "upgraded", "upgraded-before");
  }

  @Test
  void eachStreamOfAConnectionIsAnAttempt() {
    holds("streams", "200/none");
  }

  @Test
  void trailersAndHintsAreNoResponses() {
    holdsForEach("200/none", "trailers", "hints");
  }

  @Test
  void aBodyThatCanBeSentOnceIsSentOnce() {
    holds("one-shot", "200/none");
  }

  @Test
  void aPushedResponseIsNotCounted() {
    holdsForEach(
        "200/none", "push-collected", "push-own-handler", "push-not-accepted", "push-not-handled");
  }

  @Test
  void aStreamThatIsRefusedIsOneAttempt() {
    holds("refuse-once", "200/none", "error/network");
  }

  @Test
  void aConnectionThatGoesAwayIsOneAttempt() {
    holds("go-away-once", "200/none", "error/network");
  }

  @Test
  void theLastResponseOfAConnectionIsCounted() {
    holdsForEach("200/none", "last", "after-last");
  }

  @Test
  void aConnectionThatIsDroppedIsANetworkError() {
    holds("drop", "200/network");
  }

  @Test
  void aCallAfterADroppedConnectionIsCounted() {
    holds("after-drop", "200/none");
  }

  @Test
  void aWebSocketIsIgnored() {
    holds("web-socket");
  }
}
