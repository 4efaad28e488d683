package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;

/** An attempt that a blocking client makes on this thread, from a method's entry to its exit. */
public final class AttemptScope implements Abandonable {
  private final CurrentExchange current;
  private final Exchange first;

  private AttemptScope(Exchange exchange) {
    first = exchange;
    current = CurrentExchange.enter(exchange);
  }

  /** Advice on this thread finds the attempt until {@link #close}. */
  public static AttemptScope open(Exchange exchange) {
    return new AttemptScope(exchange);
  }

  /** Must be called on the same thread at every exit. Only the first call has an effect. */
  public void close() {
    current.leave();
  }

  @Override
  public void abandon(Throwable fault) {
    // First: what follows may be what has failed.
    first.abandon(fault);
    close();
    Exchange last = exchange();
    if (last != first) {
      last.abandon(fault);
    }
  }

  /** The attempt; the last one if the client has made several within the method. */
  public Exchange exchange() {
    Exchange last = current.exchange();
    return last == null ? first : last;
  }
}
