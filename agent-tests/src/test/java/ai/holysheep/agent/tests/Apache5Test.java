package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Test;

class Apache5Test extends ClientContract {
  Apache5Test() {
    super("Apache5Driver", "apache-5.6.5");
  }

  @Test
  void aBodyThatIsConsumedIsCancelled() {
    holds("consumed", "200/cancelled");
  }

  @Test
  void aResponseHandlersCallIsCounted() {
    holds("response-handler", "200/none");
  }

  @Test
  void aBodyThatIsWrittenToAStreamIsCounted() {
    holds("write-to", "200/none");
  }

  @Test
  void aFluentCallIsCounted() {
    holds("fluent", "200/none");
  }

  @Test
  void aResponseOfTheApplicationsOwnIsNotCounted() {
    holds("own-response");
  }

  @Test
  void aChallengeIsAnAttemptOfItsOwn() {
    holds("challenge", "401/client_error", "200/none");
  }
}
