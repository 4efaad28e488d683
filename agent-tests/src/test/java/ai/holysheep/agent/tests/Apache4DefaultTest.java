package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("matrix")
class Apache4DefaultTest extends ClientContract {
  Apache4DefaultTest() {
    super("Apache4DefaultDriver", "apache-4.2.6");
  }

  @Test
  void aResponseHandlersCallIsCounted() {
    holds("response-handler", "200/none");
  }

  @Test
  void aRedirectThatIsFollowedIsTwoAttempts() {
    holds("redirected-get", "307/none", "200/none");
  }

  @Test
  void aChallengeIsAnAttemptOfItsOwn() {
    holds("challenge", "401/client_error", "200/none");
  }
}
