package ai.holysheep.agent.exchange;

import java.util.Locale;

/** Why an answer was paid for in vain. */
public enum Waste {
  /** The application cancelled it. */
  CANCELLED,
  /** A time-out or a broken connection ended it: whoever still wants it asks and pays again. */
  TIMEOUT,
  /** The model stopped at its token limit. */
  TRUNCATED,
  /** The same request was answered within the hour before. */
  DUPLICATE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The value of the label {@code reason}, and of the ledger's key {@code waste}. */
  public String label() {
    return label;
  }
}
