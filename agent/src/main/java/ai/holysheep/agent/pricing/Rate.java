package ai.holysheep.agent.pricing;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a price is for: one token, or one of another unit. */
public enum Rate {
  /** Text that no cache had, and all input that has no rate of its own. */
  INPUT,
  /** Text, and all output that has no rate of its own. */
  OUTPUT,
  CACHED_INPUT,
  /** Written to a cache, for five minutes or without a word on how long. */
  CACHE_WRITE,
  CACHE_WRITE_1H,
  REASONING,
  AUDIO_INPUT,
  AUDIO_OUTPUT,
  CACHED_AUDIO,
  IMAGE_INPUT,
  IMAGE_OUTPUT,
  CACHED_IMAGE,
  /** One search by the vendor's server. */
  WEB_SEARCH,
  /** One call. */
  REQUEST,
  /** One image that the model makes. */
  IMAGE,
  /** One second of audio that the model hears. */
  AUDIO_SECOND,
  /** One page that the model reads. */
  PAGE;

  static final int SIZE = values().length;

  /** Price lists name prices of a million tokens: this power of ten. */
  public static final int MILLION = 6;

  private static final Rate[] ALL = values();

  /** The limits of a token's rate in our format, as error messages show them. */
  private static final String TOKENS_ALLOWED =
      "a number from 0 to 1000000 (USD per million tokens) with at most 40 digits";

  private static final String FEES_ALLOWED = "a number from 0 to 1000 (USD) with at most 40 digits";

  /** Longer numbers are rejected, and so are smaller ones than 10^-40 USD. */
  private static final int MAX_DIGITS = 40;

  private static final BigDecimal MAX_USD_PER_TOKEN = BigDecimal.ONE;
  private static final BigDecimal MAX_FEE = BigDecimal.valueOf(1000);

  /** The key of our own format, for example {@code cache_write_1h}. */
  public final String key = name().toLowerCase(Locale.ROOT);

  /** {@code null} if no rate has this key. */
  public static @Nullable Rate ofKey(String key) {
    for (Rate rate : ALL) {
      if (rate.key.equals(key)) {
        return rate;
      }
    }
    return null;
  }

  static Rate at(int ordinal) {
    return ALL[ordinal];
  }

  /** Whether it is for another unit than a token. */
  public boolean isFee() {
    return compareTo(WEB_SEARCH) >= 0;
  }

  /** Whether it is for the model's work itself, in another unit than tokens. */
  public boolean isWork() {
    return compareTo(REQUEST) > 0;
  }

  /** The unit, for people. */
  String unit() {
    switch (this) {
      case WEB_SEARCH:
        return "search";
      case REQUEST:
        return "call";
      case AUDIO_SECOND:
        return "second";
      default:
        return key;
    }
  }

  /** The price is for one unit, and the agent counts ten to this power of its parts. */
  int countedDecimals() {
    return this == AUDIO_SECOND ? 3 : 0;
  }

  /** As our format writes it, for messages. */
  String shown(BigDecimal usd) {
    return isFee() ? usd.toString() : usd.movePointRight(MILLION).toString();
  }

  public String allowed() {
    return isFee() ? FEES_ALLOWED : TOKENS_ALLOWED;
  }

  /**
   * Whether a price is within the limits.
   *
   * @param usd for one unit
   */
  public boolean isAllowed(BigDecimal usd) {
    return usd.signum() >= 0
        && usd.precision() <= MAX_DIGITS
        && usd.scale() <= MAX_DIGITS
        && usd.scale() >= -MAX_DIGITS
        && usd.compareTo(isFee() ? MAX_FEE : MAX_USD_PER_TOKEN) <= 0;
  }

  /**
   * The number that a text says; {@code null} if it says none, or one of more than 40 digits.
   *
   * @param unit how many tokens have this price, as a power of ten: {@link #MILLION}, or 0 for one
   */
  public static @Nullable BigDecimal parse(String text, int unit) {
    if (text.length() > MAX_DIGITS) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      // 1e999999999 is a number, but to move its point takes all memory or overflows.
      return Math.abs((long) number.scale()) > MAX_DIGITS ? null : number.movePointLeft(unit);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
