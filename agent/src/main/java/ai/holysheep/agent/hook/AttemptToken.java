package ai.holysheep.agent.hook;

import ai.holysheep.agent.exchange.Current;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Headers;
import ai.holysheep.agent.exchange.Responses;
import org.jspecify.annotations.Nullable;

/** An attempt that a blocking client is making on this thread, from a hook's entry to its exit. */
public final class AttemptToken {
  private final Exchange exchange;
  private final @Nullable Exchange outer;

  public AttemptToken(Exchange exchange) {
    this.exchange = exchange;
    outer = Current.set(exchange);
  }

  /** To be called first, and on every exit. */
  public void leave() {
    Current.restore(outer);
  }

  public void failed(Throwable thrown) {
    exchange.failed(thrown);
  }

  /** There was no attempt after all. */
  public void discard() {
    exchange.discard();
  }

  public void answered(int status, Headers headers, boolean empty) {
    exchange.answered(status, headers);
    if (empty) {
      exchange.ended();
    }
  }

  /** As the other, for a response whose {@code close} has a hook of its own. */
  public void answered(Object response, int status, Headers headers, boolean empty) {
    answered(status, headers, empty);
    if (!empty) {
      Responses.put(response, exchange);
    }
  }
}
