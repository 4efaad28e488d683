package ai.holysheep.agent.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Which attempt a client's object belongs to, a response or a stream, while the application holds
 * it.
 */
public final class ExchangesByObject {
  private static final WeakMap<Exchange> EXCHANGES = new WeakMap<>();

  private ExchangesByObject() {}

  public static void put(Object response, Exchange exchange) {
    EXCHANGES.put(response, exchange);
  }

  public static @Nullable Exchange get(Object response) {
    return EXCHANGES.get(response);
  }

  public static @Nullable Exchange remove(Object response) {
    return EXCHANGES.remove(response);
  }
}
