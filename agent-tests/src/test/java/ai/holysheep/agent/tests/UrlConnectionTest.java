package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Test;

class UrlConnectionTest extends ClientContract {
  UrlConnectionTest() {
    super("UrlConnectionDriver", "");
  }

  @Test
  void aBodyOfALengthSetBeforeIsSentUnchanged() {
    holds("fixed-length", "200/none");
  }

  @Test
  void aBodyShorterThanPromisedIsCancelled() {
    holds("too-short", "cancelled/cancelled");
  }

  @Test
  void anUploadThatIsResetIsANetworkError() {
    holds("upload-reset", "error/network");
  }

  @Test
  void aRedirectOfAStreamedRequestIsNotFollowed() {
    holds("redirected-while-streaming", "307/none");
  }

  @Test
  void aRedirectOfAGetIsPartOfItsAttempt() {
    holds("get-and-redirect", "200/none");
  }

  @Test
  void aHeadRequestOfWhichTheStatusIsReadIsCounted() {
    holds("head-status-only", "200/none");
  }

  @Test
  void anErrorOfWhichTheStatusIsReadIsCounted() {
    holds("status-only", "429/rate_limit");
  }

  @Test
  void aBodyThatIsSkippedWithoutClosingTheRequestIsCounted() {
    holds("skipped", "200/none");
  }

  @Test
  void aConnectionThatIsMadeBeforeTheRequestIsCounted() {
    holds("connected-first", "200/none");
  }

  @Test
  void aFailureThatIsAskedForAgainIsCountedOnce() {
    holds("refused-and-asked-again", "error/network");
  }

  @Test
  void aBodyThatIsReadTwiceIsCountedOnce() {
    holdsForEach("200/none", "marked-0", "marked-1", "marked-2", "marked-3");
  }

  @Test
  void aPostThatTheJdkSendsTwiceIsTwoAttempts() {
    holds("sent-twice", "error/network", "200/none");
  }
}
