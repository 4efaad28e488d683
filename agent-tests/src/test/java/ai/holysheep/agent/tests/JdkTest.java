package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Test;

class JdkTest extends ClientContract {
  JdkTest() {
    super("JdkDriver", "");
  }

  @Test
  void everyBodyHandlerSeesTheBody() {
    holdsForEach(
        "200/none", "string", "discarding", "replacing", "buffering", "mapping", "consumer");
  }

  @Test
  void aBodyThatIsReadByLinesIsCounted() {
    holds("stream-lines", "200/none");
  }

  @Test
  void aStreamOfWhichOneLineIsReadIsCancelled() {
    holds("one-line", "200/cancelled");
  }

  @Test
  void aBodyThatIsSavedToAFileIsCounted() {
    holdsForEach("200/none", "file", "file-download");
  }

  @Test
  void anInputStreamIsTheJdksOwn() {
    holdsForEach("200/none", "skip-and-available", "input-stream");
  }

  @Test
  void aGetToAnUnwatchedHostLeavesNoTrace() {
    holds("unwatched-get");
  }

  @Test
  void aBodyThatIsReadBeforeItsEndIsCounted() {
    holds("body-before-its-end", "200/none");
  }

  @Test
  void aBodyWithinItsLimitIsCounted() {
    holds("within-limit", "200/none");
  }

  @Test
  void aBodyBeyondItsLimitIsNoGoodResponse() {
    holds("limit", "200/network", "200/cancelled");
  }

  @Test
  void aChallengeIsPartOfItsAttempt() {
    holds("challenge", "200/none");
  }

  @Test
  void everySubscriberSeesTheBody() {
    holdsForEach("200/none", "publisher", "subscriber", "line-subscriber");
  }

  @Test
  void aSubscriptionThatIsCancelledIsCancelled() {
    holds("publisher-cancelled", "200/cancelled");
  }

  @Test
  void aHandlerOrSubscriberThatThrowsCancels() {
    holdsForEach("200/cancelled", "handler-throws", "subscriber-throws", "subscriber-null");
  }
}
