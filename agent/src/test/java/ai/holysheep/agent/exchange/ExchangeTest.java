package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExchangeTest {
  private final List<CallRecord> records = new ArrayList<>();
  private final Exchanges exchanges = new Exchanges(Config.load(null), null, records::add);

  @BeforeEach
  void install() {
    exchanges.install();
  }

  @Test
  void endsOnceHoweverOftenAnEndIsReported() {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(200, Attempts.headers());
    exchange.failed(new IOException("reset"));
    exchange.responseEnd();
    exchange.responseBodyClosed();
    exchange.canceled();

    assertThat(onlyRecord().errorType).isEqualTo(ErrorType.NETWORK);
    assertThat(exchanges.active()).isZero();
  }

  @Test
  void aFailureBeforeAnyResponseKeepsTheRequestModel() {
    Exchange exchange = Attempts.start("deepseek-v3.2");
    exchange.failed(new java.net.SocketTimeoutException());

    assertThat(onlyRecord().model).isEqualTo("deepseek-v3.2");
    assertThat(onlyRecord().statusCode()).isEqualTo("timeout");
  }

  @Test
  void aStreamClosedAfterItsLastEventIsNotCancelled() {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(200, Attempts.headers());
    Attempts.receive(
        exchange, "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n");
    exchange.responseBodyClosed();

    assertThat(onlyRecord().errorType).isEqualTo(ErrorType.NONE);
    assertThat(onlyRecord().secondsToFirstToken).isPositive();
    assertThat(onlyRecord().usageMissing).isTrue();
  }

  @Test
  void aStreamClosedBeforeItsLastEventIsCancelled() {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(200, Attempts.headers());
    Attempts.receive(exchange, "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n");
    exchange.responseBodyClosed();

    assertThat(onlyRecord().errorType).isEqualTo(ErrorType.CANCELLED);
  }

  @Test
  void aBodyReadBeforeTheHeadIsReportedEndsWithTheHead() {
    Exchange exchange = Attempts.start("m");
    exchange.responseBodyStart();
    Attempts.receive(exchange, "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}");
    exchange.responseEnd();
    assertThat(records).isEmpty();
    exchange.responseHeaders(200, Attempts.headers());

    assertThat(onlyRecord().inputTokens).isEqualTo(1);
  }

  @Test
  void aStreamThatIsCutKeepsTheUsageOfItsWholeEvents() {
    Exchange exchange = Attempts.start("claude-sonnet-4-5");
    exchange.responseHeaders(200, Attempts.headers());
    Attempts.receive(
        exchange,
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":"
            + "{\"input_tokens\":25,\"output_tokens\":1}}}\n\n"
            + "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":15");
    exchange.responseFailed(new IOException("Connection reset"));

    assertThat(onlyRecord().errorType).isEqualTo(ErrorType.NETWORK);
    assertThat(onlyRecord().inputTokens).isEqualTo(25);
    assertThat(onlyRecord().outputTokens).as("15 may be the beginning of 150").isEqualTo(1);
  }

  @Test
  void bytesThatAreReadAgainCountOnce() {
    String body = "data: {\"usage\":{\"prompt_tokens\":3}}\n\ndata: [DONE]\n\n";
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(200, Attempts.headers("Content-Length", "" + body.length()));
    Attempts.receive(exchange, body.substring(0, 5));
    exchange.responseBodyMarked();
    Attempts.receive(exchange, body.substring(5, 30));
    exchange.responseBodyReset();
    Attempts.receive(exchange, body.substring(5, 20));
    exchange.responseBodyReset();
    Attempts.receive(exchange, body.substring(5, 40));
    exchange.responseBodyClosed();

    assertThat(onlyRecord().inputTokens).isEqualTo(3);
    assertThat(onlyRecord().errorType).as("it is not all there").isEqualTo(ErrorType.CANCELLED);
  }

  @Test
  void aDiscardedAttemptHasNoRecord() {
    Exchange exchange = Attempts.start("m");
    exchange.discard();
    exchange.failed(new IOException("reset"));

    assertThat(records).isEmpty();
    assertThat(exchanges.active()).isZero();
  }

  @Test
  void aReleaseBeforeAnyResponseIsACancellation() {
    Attempts.start("m").released();

    assertThat(onlyRecord().errorType).isEqualTo(ErrorType.CANCELLED);
    assertThat(onlyRecord().statusCode()).isEqualTo("cancelled");
  }

  @Test
  void anErrorsBodyThatStaysUnreadEndsTheAttempt() {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(500, Attempts.headers());
    exchange.endIfUnreadAfterGrace();
    assertThat(exchanges.active()).isEqualTo(1);
    UnreferencedBodies.endUnread();

    assertThat(onlyRecord().errorType).isEqualTo(ErrorType.SERVER_ERROR);
  }

  @Test
  void onlyTheAttemptAfterARetryableStatusIsARetry() {
    Object call = new Object();
    for (int status : new int[] {302, 503, 200, 200}) {
      Exchange exchange = Exchanges.start("okhttp", "/v1/x", null, call);
      exchange.responseHeaders(status, Attempts.headers());
      exchange.responseEnd();
    }

    assertThat(records)
        .extracting(record -> record.retry)
        .containsExactly(false, false, true, false);
  }

  private CallRecord onlyRecord() {
    assertThat(records).hasSize(1);
    return records.get(0);
  }
}
