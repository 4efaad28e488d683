package ai.holysheep.agent.metrics;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Limits the values of the label {@code status_code}: {@code HttpURLConnection} and Apache
 * HttpClient 4 accept any integer from a server. Any thread may use it; it allocates nothing.
 */
final class StatusLabels {
  /** Stands for all statuses without a label of their own. */
  static final int OTHER = -1;

  /**
   * First and last of each range: IANA's registry of HTTP status codes, and the statuses that the
   * proxies nginx, AWS ELB, Cloudflare and Envoy made known.
   */
  private static final int[] KNOWN = {
    100, 104, 200, 208, 226, 226, 300, 308, 400, 418, 421, 426, 428, 429, 431, 431, 444, 444, 451,
    451, 460, 460, 463, 464, 494, 499, 500, 511, 520, 530, 561, 561, 598, 599
  };

  /** How many other statuses of three digits have a label of their own. */
  private static final int MAX_OTHERS = 20;

  private static final int ADMITTED = 1;

  private final AtomicIntegerArray states = new AtomicIntegerArray(1000);
  private final Places places = new Places(MAX_OTHERS);
  private final LabelOverflow overflow;

  /**
   * @param calls counts the calls whose status becomes {@code other}
   */
  StatusLabels(ExactSum calls) {
    overflow =
        new LabelOverflow(
            calls,
            MAX_OTHERS + " unusual statuses have a label; further ones are counted as \"other\"");
    for (int i = 0; i < KNOWN.length; i += 2) {
      for (int status = KNOWN[i]; status <= KNOWN[i + 1]; status++) {
        states.set(status, ADMITTED);
      }
    }
    // No response arrived: the call's outcome is the label.
    states.set(0, ADMITTED);
  }

  /** Returns the status if it has a label of its own, else {@link #OTHER}. */
  int admit(int status) {
    if (status < 0 || status >= states.length()) {
      overflow.countWithoutLine();
      return OTHER;
    }
    if (states.get(status) == ADMITTED) {
      return status;
    }
    if (status < 100) {
      overflow.countWithoutLine();
      return OTHER;
    }
    if (!places.take()) {
      overflow.count();
      return OTHER;
    }
    if (states.getAndSet(status, ADMITTED) == ADMITTED) {
      // Another thread has just admitted the same status: this place is free again.
      places.giveBack();
    }
    return status;
  }
}
