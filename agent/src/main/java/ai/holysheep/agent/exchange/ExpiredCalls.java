package ai.holysheep.agent.exchange;

import ai.holysheep.agent.exchange.tracking.WeakMap;

/**
 * The calls that a timer has cancelled, while another thread may report their end. An entry lasts
 * as long as the client's object for the call. Thread-safe.
 */
public final class ExpiredCalls {
  private static final WeakMap<Boolean> EXPIRED = new WeakMap<>();

  private ExpiredCalls() {}

  public static void add(Object call) {
    EXPIRED.put(call, Boolean.TRUE);
  }

  public static boolean contains(Object call) {
    return EXPIRED.get(call) != null;
  }
}
