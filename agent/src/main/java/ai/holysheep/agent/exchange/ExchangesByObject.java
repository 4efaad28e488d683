package ai.holysheep.agent.exchange;

import ai.holysheep.agent.exchange.tracking.WeakMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the attempt that an object of the client belongs to: a response, a stream or a connection.
 * An entry lasts as long as its object, which this map does not keep alive. Thread-safe.
 */
public final class ExchangesByObject {
  private static final WeakMap<Exchange> EXCHANGES = new WeakMap<>();

  private ExchangesByObject() {}

  public static void put(Object key, Exchange exchange) {
    EXCHANGES.put(key, exchange);
  }

  public static @Nullable Exchange get(Object key) {
    return EXCHANGES.get(key);
  }

  public static @Nullable Exchange remove(Object key) {
    return EXCHANGES.remove(key);
  }
}
