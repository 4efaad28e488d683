package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Test;

/** What holds for OkHttp alone, in each of its generations. */
abstract class OkHttpContract extends ClientContract {
  OkHttpContract(String version) {
    super("OkHttpDriver", version);
  }

  @Test
  void aCompressedBodyThatTheApplicationUnpacksIsCounted() {
    holds("gzip-raw", "200/none");
  }

  @Test
  void aBodyThatIsReadByLinesIsCounted() {
    holds("stream-lines", "200/none");
  }

  @Test
  void aBodyThatIsPeekedAtIsCountedOnce() {
    holds("peek", "200/none");
  }

  @Test
  void eventSourcesAreCounted() {
    holds("event-source", "200/none");
  }

  @Test
  void interceptorsSeeTheBodiesThatTheySeeWithoutTheAgent() {
    holds("interceptors", "200/none");
  }

  @Test
  void aBodyThatAnInterceptorReadsIsCounted() {
    holds("reading-interceptor", "200/none");
  }

  @Test
  void aRetryOfAnInterceptorIsAnAttemptOfItsOwn() {
    holds("retrying-interceptor", "429/rate_limit", "200/none");
  }

  @Test
  void anInterceptorThatThrowsCancels() {
    holds("throwing-interceptor", "cancelled/cancelled");
  }

  @Test
  void aCallThatDoesNotEndInItsTimeIsATimeout() {
    holds("call-timeout", "timeout/timeout");
  }

  @Test
  void aRequestThatTheClientMayNotSendInClearTextIsNotCounted() {
    holds("cleartext-refused");
  }

  @Test
  void aCallWhoseTimeEndsBeforeTheResponseIsATimeout() {
    holdsForEach(
        "timeout/timeout",
        "call-timeout-connecting",
        "call-timeout-in-tunnel",
        "call-timeout-in-handshake",
        "call-timeout-sending");
  }

  @Test
  void aCallWhoseBodyDoesNotEndInItsTimeIsATimeout() {
    holds("call-timeout-in-body", "200/timeout");
  }

  @Test
  void aChallengeIsAnAttemptOfItsOwn() {
    holds("challenge", "401/client_error", "200/none");
  }

  @Test
  void aRedirectThatIsFollowedIsTwoAttempts() {
    holds("redirected-get", "307/none", "200/none");
  }

  @Test
  void aBodyThatIsHalfReadAndHasComeIsComplete() {
    holdsForEach("200/none", "half-read", "after-half-read");
  }

  @Test
  void aBodyThatIsHalfReadAndHasNotComeIsCancelled() {
    holds("half-read-of-more", "200/cancelled");
  }

  @Test
  void aCallAfterABodyThatIsHalfReadIsCounted() {
    holds("after-half-read-of-more", "200/none");
  }

  @Test
  void aDocumentThatIsNotReadIsCancelled() {
    holds("unread-json", "200/cancelled");
  }

  @Test
  void aCachedResponseThatTheServerConfirmsIsAnAttempt() {
    holds("revalidated", "200/none", "304/none");
  }
}
