package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Test;

class Apache4AsyncTest extends ClientContract {
  Apache4AsyncTest() {
    super("Apache4AsyncDriver", "apache-async-4.1.5");
  }

  @Test
  void aCallWithoutACallbackIsCounted() {
    holdsForEach("200/none", "no-callback", "minimal");
  }

  @Test
  void aBodyThatIsConsumedPieceByPieceIsCounted() {
    holds("streaming", "200/none");
  }

  @Test
  void aBodyThatIsCopiedToAFileByTheSystemIsCountedByItsHeaders() {
    holds("zero-copy", "200/none");
  }

  @Test
  void cancelOfTheFutureDuringTheBodyIsCancelled() {
    holds("cancelled-in-body", "200/cancelled");
  }
}
