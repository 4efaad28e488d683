package ai.holysheep.agent.report.ledger;

/** That a call has a certain value of a key. Thread-safe. */
public final class Condition {
  final CallKey key;
  private final String value;

  private volatile boolean wasTested;
  private volatile boolean isKeyKnown;

  private Condition(CallKey key, String value) {
    this.key = key;
    this.value = value;
  }

  /** Reads {@code entry=com.shop.FaqBot.answer}: the value is compared whole. */
  public static Condition of(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--where " + text + ": KEY=VALUE");
    }
    String value = text.substring(equals + 1);
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "--where " + text + ": calls without a value have the value " + Call.UNKNOWN);
    }
    return new Condition(CallKey.of(text.substring(0, equals)), value);
  }

  boolean holds(Call call) {
    String found = key.of(call);
    if (key.isGuess() && !isKeyKnown) {
      wasTested = true;
      isKeyKnown = !found.equals(Call.UNKNOWN);
    }
    return found.equals(value);
  }

  /**
   * Throws {@link IllegalArgumentException} if no call had any value of a key that may be spelled
   * wrong: it would choose no call, or with {@code unknown} all of them.
   */
  void requireKnownKey() {
    if (wasTested && !isKeyKnown) {
      throw key.unknown("--where");
    }
  }
}
