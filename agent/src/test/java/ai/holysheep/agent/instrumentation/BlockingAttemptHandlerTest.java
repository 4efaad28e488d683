package ai.holysheep.agent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.ErrorType;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls a handler as woven code does. */
class BlockingAttemptHandlerTest {
  private static final String RESPONSE = "response";

  private final Records records = new Records();
  private final AdviceHandler handler = new HostHandler();

  @BeforeEach
  void install() {
    records.install();
  }

  @AfterEach
  void uninstall() {
    Exchanges.uninstall();
    assertThat(CurrentExchange.get()).as("every scope is closed").isNull();
    assertThat(records.active()).as("every attempt has ended").isZero();
  }

  private Object enter(String host) {
    return handler.enter(this, host, "/v1/x", null);
  }

  @Test
  void anAttemptIsTheThreadsUntilItsResponse() {
    Object state = enter("watched");
    CurrentExchange.get().requestStart();

    assertThat(handler.exit(state, RESPONSE, null)).isEqualTo(RESPONSE);

    assertThat(CurrentExchange.get()).isNull();
    assertThat(records.ended)
        .singleElement()
        .satisfies(record -> assertThat(record.status).isEqualTo(200));
  }

  @Test
  void anAttemptFailsWithWhatTheMethodThrows() {
    Object state = enter("watched");
    CurrentExchange.get().requestStart();

    assertThat(handler.exit(state, null, new IOException("reset"))).isNull();

    assertThat(records.ended)
        .extracting(record -> record.errorType)
        .containsExactly(ErrorType.NETWORK);
  }

  @Test
  void whatDidNotReachTheNetworkIsDiscarded() {
    Object state = enter("watched");

    assertThat(handler.exit(state, RESPONSE, null)).isEqualTo(RESPONSE);

    assertThat(records.ended).isEmpty();
  }

  @Test
  void anUnwatchedCallWithinAnAttemptHidesIt() {
    Object outer = enter("watched");
    Exchange attempt = CurrentExchange.get();
    attempt.requestStart();
    Object inner = enter("other");

    assertThat(CurrentExchange.get()).isNull();

    assertThat(handler.exit(inner, RESPONSE, null)).isEqualTo(RESPONSE);

    assertThat(CurrentExchange.get()).isSameAs(attempt);
    assertThat(records.ended).isEmpty();

    handler.exit(outer, RESPONSE, null);

    assertThat(records.ended).hasSize(1);
  }

  @Test
  void anUnwatchedCallThatThrowsShowsTheAttemptAgain() {
    Object outer = enter("watched");
    Exchange attempt = CurrentExchange.get();
    attempt.requestStart();

    handler.exit(enter("other"), null, new IOException("reset"));

    assertThat(CurrentExchange.get()).isSameAs(attempt);

    handler.exit(outer, RESPONSE, null);

    assertThat(records.ended)
        .extracting(record -> record.errorType)
        .containsExactly(ErrorType.NONE);
  }

  @Test
  void anUnwatchedCallAloneLeavesNoState() {
    assertThat(enter("other")).isNull();
    assertThat(handler.exit(null, RESPONSE, null)).isEqualTo(RESPONSE);
    assertThat(records.ended).isEmpty();
  }

  @Test
  void aCallWithoutItsArgumentsIsNoAttempt() {
    assertThat(handler.enter(this, null, "/v1/x", null)).isNull();
    assertThat(handler.enter(this, "watched", null, null)).isNull();
  }

  @Test
  void withoutAnAgentThatCountsThereIsNoAttempt() {
    Exchanges.uninstall();

    assertThat(enter("watched")).isNull();
  }

  @Test
  void theLastAttemptOfTheMethodGetsItsResponse() {
    Object state = enter("watched");
    Exchange first = CurrentExchange.get();
    first.requestStart();
    first.responseHeaders(401, name -> null);
    first.responseEnd();
    Exchange second = Exchanges.start("test", "/v1/x", null, null);
    CurrentExchange.replace(second);
    second.requestStart();

    handler.exit(state, RESPONSE, null);

    assertThat(records.ended).extracting(record -> record.status).containsExactly(401, 200);
  }

  /** Watches one host; its responses have status 200 and no body. */
  private static final class HostHandler extends BlockingAttemptHandler<String, String, String> {
    @Override
    protected boolean isWatched(String host, String path) {
      return host.equals("watched");
    }

    @Override
    protected Exchange start(String host, String path) {
      return Exchanges.start("test", path, null, null);
    }

    @Override
    protected void respond(Exchange exchange, String response) {
      exchange.responseHeaders(200, name -> null);
      exchange.responseEnd();
    }
  }
}
