package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.usage.Usage;
import ai.holysheep.agent.usage.WholeNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that a gateway adds to its responses. Immutable; -1 or {@code null} for what is
 * missing or not plausible.
 */
final class GatewayHeaders {
  /** Larger costs are rejected. The bound is that of {@link Usage#count}, in millicents. */
  private static final BigDecimal MAX_PLAUSIBLE = BigDecimal.valueOf(1_000_000_000_000L);

  /** Rejects {@code 1e-999999999}, which arithmetic would expand to a billion digits. */
  private static final int MAX_SCALE = 20;

  private static final int MAX_NUMBER_LENGTH = 40;
  private static final int MAX_REQUEST_ID = 128;

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
  final long ratelimitRemaining;
  final long ratelimitLimit;
  final long retryAfterSeconds;
  final double upstreamSeconds;

  /** In picodollars. */
  final long reportedCost;

  final @Nullable String model;
  final @Nullable String requestId;

  GatewayHeaders(HeaderLookup headers, BigDecimal costScale) {
    long input = count(headers, "X-Usage-Input-Tokens");
    long output = count(headers, "X-Usage-Output-Tokens");
    long total = count(headers, "X-Usage-Total-Tokens");
    inputTokens = input >= 0 || output < 0 || total < output ? input : total - output;
    outputTokens = output >= 0 || input < 0 || total < input ? output : total - input;
    ratelimitRemaining =
        firstCount(
            headers,
            "X-Ratelimit-Remaining",
            "x-ratelimit-remaining-requests",
            "anthropic-ratelimit-requests-remaining");
    ratelimitLimit =
        firstCount(
            headers,
            "X-Ratelimit-Limit",
            "x-ratelimit-limit-requests",
            "anthropic-ratelimit-requests-limit");
    retryAfterSeconds = retryAfter(headers.first("Retry-After"));
    upstreamSeconds = secondsOfMillis(headers, "X-Response-Time-Ms");
    reportedCost = picodollars(decimal(headers, "X-Cost-Millicents"), costScale);
    model = model(headers);
    requestId = requestId(headers);
  }

  private static @Nullable String model(HeaderLookup headers) {
    String name = headers.first("X-Model-Name");
    return name == null || name.trim().isEmpty() ? null : name.trim();
  }

  private static @Nullable String requestId(HeaderLookup headers) {
    String id = headers.first("x-request-id");
    id = id == null ? headers.first("request-id") : id;
    return id == null || id.length() <= MAX_REQUEST_ID ? id : id.substring(0, MAX_REQUEST_ID);
  }

  /** The count in the first of these fields that the response has. */
  private static long firstCount(HeaderLookup headers, String... names) {
    for (String name : names) {
      if (headers.first(name) != null) {
        return count(headers, name);
      }
    }
    return -1;
  }

  private static long count(HeaderLookup headers, String name) {
    String value = headers.first(name);
    return value == null ? -1 : countOrReport(name, value);
  }

  private static long countOrReport(String name, String value) {
    long count = WholeNumber.parse(value);
    if (count < 0) {
      report(name, value);
    }
    return count;
  }

  /** The value itself is not logged: it may be anything. */
  private static void report(String name, String value) {
    AgentErrors.countIgnoredInput(
        AgentErrors.Stage.USAGE,
        "no plausible number in header " + name + ": " + value.length() + " characters");
  }

  private static double secondsOfMillis(HeaderLookup headers, String name) {
    // Nearly every value is a whole number, which needs no BigDecimal.
    long millis = WholeNumber.parse(headers.first(name));
    if (millis >= 0) {
      return millis / 1000.0;
    }
    BigDecimal fraction = decimal(headers, name);
    return fraction == null ? -1 : fraction.doubleValue() / 1000;
  }

  private static @Nullable BigDecimal decimal(HeaderLookup headers, String name) {
    String value = headers.first(name);
    if (value == null) {
      return null;
    }
    BigDecimal number = plausibleOrNull(value);
    if (number == null) {
      report(name, value);
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

  private static long picodollars(@Nullable BigDecimal millicents, BigDecimal costScale) {
    if (millicents == null) {
      return -1;
    }
    BigDecimal cost =
        millicents.multiply(costScale).multiply(BigDecimal.valueOf(Cost.PICODOLLARS_PER_MILLICENT));
    return cost.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? -1
        : cost.setScale(0, RoundingMode.HALF_UP).longValue();
  }

  /** Seconds from now. The value is a number of seconds or an HTTP date (RFC 9110, 10.2.3). */
  private static long retryAfter(@Nullable String value) {
    if (value == null) {
      return -1;
    }
    if (!value.isEmpty() && Character.isDigit(value.charAt(0))) {
      return countOrReport("Retry-After", value);
    }
    try {
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.trim()));
      return Math.max(0, date.getEpochSecond() - System.currentTimeMillis() / 1000);
    } catch (DateTimeException e) {
      report("Retry-After", value);
      return -1;
    }
  }
}
