package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("matrix")
class OkHttpHttp2Test extends ClientContract {
  OkHttpHttp2Test() {
    super("OkHttpHttp2Driver", "okhttp-5.5.1");
  }

  @Test
  void aConnectionByPriorKnowledgeIsWatched() {
    holdsForEach("200/none", "prior-knowledge", "prior-stream");
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
  void aPushedResponseIsNotCounted() {
    holds("push", "200/none");
  }

  @Test
  void aBodyThatCanBeSentOnceIsSentOnce() {
    holds("one-shot", "200/none");
  }

  @Test
  void aBodyThatIsSentWhileTheResponseIsReadIsCounted() {
    holds("duplex", "200/none");
  }

  @Test
  void aResponseBeforeTheRequestsEndIsCounted() {
    holds("early", "200/none");
  }

  @Test
  void aRedirectIsAnAttemptOfItsOwn() {
    holds("redirected", "307/none", "200/none");
  }

  @Test
  void aStreamThatIsRefusedIsAnAttemptOfItsOwn() {
    holds("refused-stream", "200/none", "error/network");
  }

  @Test
  void aConnectionThatGoesAwayIsAnAttemptOfItsOwn() {
    holds("told-to-go-away", "200/none", "error/network");
  }

  @Test
  void aBodyThatCanBeSentOnceIsNotSentAgain() {
    holds("refused-one-shot", "200/none", "error/network");
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
  void aCallAfterADroppedConnectionOrACancelledCallIsCounted() {
    holdsForEach("200/none", "after-drop", "after-cancel");
  }

  @Test
  void aWebSocketIsIgnored() {
    holds("web-socket");
  }

  @Test
  void aWebSocketOverTlsIsIgnored() {
    holds("web-socket-tls");
  }
}
