package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Test;

class Apache4Test extends ClientContract {
  Apache4Test() {
    super("Apache4Driver", "apache-4.5.14");
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
  void aBodyWhoseStreamIsClosedEarlyIsCancelled() {
    holds("stream-closed-early", "200/cancelled");
  }

  @Test
  void aBodyWhoseRequestIsReleasedIsCancelled() {
    holds("released", "200/cancelled");
  }

  @Test
  void aFluentCallIsCounted() {
    holds("fluent", "200/none");
  }

  @Test
  void aCachingClientsCallThatIsSentIsCounted() {
    holds("caching", "200/none");
  }

  @Test
  void aCachingClientsCallThatIsNotSentIsNotCounted() {
    holds("not-cached");
  }

  @Test
  void aResponseOfTheApplicationsOwnIsNotCounted() {
    holds("own-response");
  }

  @Test
  void aRetryOfTheClientsIsAnAttemptOfItsOwn() {
    holds("retried", "503/server_error");
  }

  @Test
  void aChallengeIsAnAttemptOfItsOwn() {
    holds("challenge", "401/client_error", "200/none");
  }
}
