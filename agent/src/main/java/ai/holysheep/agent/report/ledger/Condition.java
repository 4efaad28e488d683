package ai.holysheep.agent.report.ledger;

/** That a call has a certain value of a key. Immutable. */
public final class Condition {
  final CallKey key;
  private final String value;

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
    return new Condition(CallKey.of(text.substring(0, equals)), text.substring(equals + 1));
  }

  boolean holds(Call call) {
    return key.of(call).equals(value);
  }
}
