package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Test;

class Apache5AsyncTest extends ClientContract {
  Apache5AsyncTest() {
    super("Apache5AsyncDriver", "apache-5.6.5");
  }

  @Test
  void aBodyThatIsConsumedPieceByPieceIsCounted() {
    holds("streaming", "200/none");
  }

  @Test
  void aCallWithoutACallbackIsCounted() {
    holds("no-callback", "200/none");
  }

  @Test
  void theMinimalClientsCallsAreCounted() {
    holds("minimal", "200/none");
  }

  @Test
  void theMinimalClientsRateLimitIsCountedAsSuch() {
    holds("minimal-error", "429/rate_limit");
  }

  @Test
  void theMinimalClientsBodyThatIsCutShortIsANetworkError() {
    holds("minimal-cut", "200/network");
  }

  @Test
  void aStreamThatIsCancelledAfterItsLastEventIsCompleteWithEachClient() {
    holdsForEach("200/none", "cancelled-after-last", "minimal-cancelled-after-last");
  }

  @Test
  void aCompressedBodyThatTheMinimalClientHandsOverIsANetworkErrorIfItIsCutShort() {
    holds("minimal-cut-gzip", "200/network");
  }

  @Test
  void aRequestThatAFreshClientRefusesIsNotCounted() {
    holds("not-sent-afresh");
  }
}
