package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.usage.BoundedText;
import ai.holysheep.agent.usage.Usage;
import ai.holysheep.agent.usage.WholeNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that a gateway adds to its responses. Immutable; -1 or {@code null} for what is
 * missing or not plausible.
 */
final class GatewayHeaders {
  /** Larger costs are rejected. The bound is that of {@link Usage#count}, in millicents. */
  private static final BigDecimal MAX_PLAUSIBLE = BigDecimal.valueOf(1_000_000_000_000L);

  /** Rejects {@code 1e-999999999}, which arithmetic would expand to a billion digits. */
  private static final int MAX_SCALE = 40;

  private static final int MAX_NUMBER_LENGTH = 40;
  private static final int MAX_REQUEST_ID = 128;
  private static final int MAX_SERVICE_TIER = 64;

  /** Room for a vendor and a date, which do not make another model, around the longest name. */
  private static final int MAX_MODEL_HEADER = 512;

  /** Of a response without such fields, or of no response. */
  static final GatewayHeaders NONE =
      new GatewayHeaders(
          new HeaderLookup() {
            @Override
            public @Nullable String first(String name) {
              return null;
            }
          },
          BigDecimal.ONE);

  final long inputTokens;
  final long outputTokens;
  final RateLimits limits;
  final double upstreamSeconds;

  /** In picodollars. */
  private final long gatewayCost;

  /** In picodollars: what LiteLLM has computed by its own prices. */
  private final long relayCost;

  /** The service tier that has answered, of Bedrock's answers that do not name it in their body. */
  final @Nullable String serviceTier;

  final @Nullable String model;
  final @Nullable String requestId;

  GatewayHeaders(HeaderLookup headers, BigDecimal costScale) {
    long input = count(headers, "X-Usage-Input-Tokens");
    long output = count(headers, "X-Usage-Output-Tokens");
    long total = count(headers, "X-Usage-Total-Tokens");
    inputTokens = input >= 0 || output < 0 || total < output ? input : total - output;
    outputTokens = output >= 0 || input < 0 || total < input ? output : total - input;
    limits = RateLimitHeaders.read(headers);
    upstreamSeconds = secondsOfMillis(headers, "X-Response-Time-Ms");
    gatewayCost = picodollars(headers, "X-Cost-Millicents", costScale, Cost.MILLICENT_DECIMALS);
    relayCost = picodollars(headers, "x-litellm-response-cost", BigDecimal.ONE, Cost.USD_DECIMALS);
    serviceTier = serviceTier(headers);
    model = model(headers);
    requestId = requestId(headers);
  }

  private static @Nullable String model(HeaderLookup headers) {
    String name = headers.first("X-Model-Name");
    return name == null || name.trim().isEmpty()
        ? null
        : BoundedText.of(name.trim(), MAX_MODEL_HEADER);
  }

  private static @Nullable String serviceTier(HeaderLookup headers) {
    String tier = headers.first("X-Amzn-Bedrock-Service-Tier");
    if (tier == null || tier.trim().isEmpty()) {
      return null;
    }
    String word = BoundedText.of(tier.trim(), MAX_SERVICE_TIER).toLowerCase(Locale.ROOT);
    // Some letters are longer in lower case.
    return BoundedText.of(word, MAX_SERVICE_TIER);
  }

  /**
   * The reported cost in picodollars. The gateway's header stands over all others; LiteLLM's stands
   * over the body, except a zero, which it sends before a stream's cost is known.
   *
   * @param bodyCost what the body reports, or -1
   */
  long reportedCost(long bodyCost) {
    if (gatewayCost >= 0) {
      return gatewayCost;
    }
    return relayCost > 0 || bodyCost < 0 ? relayCost : bodyCost;
  }

  private static @Nullable String requestId(HeaderLookup headers) {
    String id = headers.first("x-request-id");
    id = id == null ? headers.first("request-id") : id;
    return id == null ? null : BoundedText.of(id, MAX_REQUEST_ID);
  }

  private static long count(HeaderLookup headers, String name) {
    String value = headers.first(name);
    long count = WholeNumber.parse(value);
    if (value != null && count < 0) {
      ignore(name, value);
    }
    return count;
  }

  /** The value itself is not logged: it may be anything. */
  private static void ignore(String name, String value) {
    IgnoredValues.count(
        IgnoredValues.Source.HEADER,
        "no plausible number in header " + name + ": " + value.length() + " characters");
  }

  private static double secondsOfMillis(HeaderLookup headers, String name) {
    // Nearly every value is a whole number, which needs no BigDecimal.
    String value = headers.first(name);
    long millis = WholeNumber.parse(value);
    if (millis >= 0) {
      return millis / 1000.0;
    }
    BigDecimal fraction = decimal(name, value);
    return fraction == null ? -1 : fraction.doubleValue() / 1000;
  }

  private static @Nullable BigDecimal decimal(String name, @Nullable String value) {
    if (value == null) {
      return null;
    }
    BigDecimal number = plausibleOrNull(value);
    if (number == null) {
      ignore(name, value);
    }
    return number;
  }

  private static @Nullable BigDecimal plausibleOrNull(String value) {
    if (value.length() > MAX_NUMBER_LENGTH) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(value.trim());
      boolean plausible =
          Math.abs(number.scale()) <= MAX_SCALE
              && number.signum() >= 0
              && number.compareTo(MAX_PLAUSIBLE) <= 0;
      return plausible ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A cost that does not fit into a {@code long}, nine million USD, is not plausible. */
  private static long picodollars(
      HeaderLookup headers, String name, BigDecimal scale, int decimals) {
    BigDecimal number = decimal(name, headers.first(name));
    if (number == null) {
      return -1;
    }
    BigDecimal cost = number.multiply(scale).movePointRight(decimals);
    if (cost.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      IgnoredValues.count(
          IgnoredValues.Source.HEADER, "the cost in header " + name + " is above 9 million USD");
      return -1;
    }
    return cost.setScale(0, RoundingMode.HALF_UP).longValue();
  }
}
