package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.exchange.HeaderLookup;

/** An attempt that a blocking client is making on this thread, from a hook's entry to its exit. */
public final class AttemptScope {
  private final CurrentExchange current;
  private final Exchange first;

  public AttemptScope(Exchange exchange) {
    first = exchange;
    current = CurrentExchange.enter(exchange);
  }

  /** The client's last, if it has made several within the hooked method. */
  private Exchange exchange() {
    Exchange last = current.exchange();
    return last == null ? first : last;
  }

  /** To be called first, and on every exit. */
  public void leave() {
    current.leave();
  }

  public void failed(Throwable thrown) {
    exchange().failed(thrown);
  }

  /** Whether anything has gone out; an answer without that is a cache's, or the application's. */
  public boolean wentOut() {
    return exchange().hasReachedNetwork();
  }

  /** There was no attempt after all. */
  public void discard() {
    exchange().discard();
  }

  public void answered(int status, HeaderLookup headers, boolean empty) {
    Exchange exchange = exchange();
    if (!exchange.hasResponse()) {
      exchange.responseHeaders(status, headers);
    }
    if (empty) {
      exchange.responseEnd();
    }
  }

  /** As the other, for a response whose {@code close} has a hook of its own. */
  public void answered(Object response, int status, HeaderLookup headers, boolean empty) {
    Exchange exchange = exchange();
    answered(status, headers, empty);
    if (!empty) {
      ExchangesByObject.put(response, exchange);
      // A connection of the application's own may have made the body's stream.
      exchange.endWhenCollectedUnlessTracked(response);
    }
  }
}
