package ai.holysheep.agent.report.totals;

import ai.holysheep.agent.report.ledger.Call;
import java.util.Locale;

/** The keys that calls can be summed by. Their names are the values of {@code --by}. */
public enum Dimension {
  MODEL,
  CALLER,
  DAY,
  ENDPOINT,
  ERROR_TYPE;

  /** A call's value of this key. */
  public String key(Call call) {
    switch (this) {
      case MODEL:
        return call.model();
      case CALLER:
        return call.caller();
      case DAY:
        return call.day();
      case ENDPOINT:
        return call.endpoint();
      default:
        return call.errorType();
    }
  }

  /** For programs, and for {@code --by}: {@code error_type}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people: {@code error type}. */
  public String title() {
    return id().replace('_', ' ');
  }
}
