package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.usage.WholeNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway's response headers say. Immutable; -1 or {@code null} for what is missing or not
 * to be believed.
 */
final class GatewayHeaders {
  /** Above this a reported cost is not believed: as {@link WholeNumber}'s bound, in millicents. */
  private static final BigDecimal ABSURD = BigDecimal.valueOf(1_000_000_000_000L);

  /** Keeps {@code 1e-999999999} from being written out. */
  private static final int MAX_SCALE = 20;

  private static final int MAX_ID = 128;

  final long inputTokens;
  final long outputTokens;
  final long ratelimitRemaining;
  final long ratelimitLimit;
  final long retryAfterSeconds;
  final double upstreamSeconds;
  final long reportedCost;
  final @Nullable String model;
  final @Nullable String requestId;

  GatewayHeaders(Headers headers, BigDecimal costScale) {
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
    upstreamSeconds = seconds(headers, "X-Response-Time-Ms");
    reportedCost = picodollars(decimal(headers, "X-Cost-Millicents"), costScale);
    String name = headers.first("X-Model-Name");
    model = name == null || name.trim().isEmpty() ? null : name.trim();
    String id = headers.first("x-request-id");
    id = id == null ? headers.first("request-id") : id;
    requestId = id == null || id.length() <= MAX_ID ? id : id.substring(0, MAX_ID);
  }

  private static long firstCount(Headers headers, String... names) {
    for (String name : names) {
      if (headers.first(name) != null) {
        return count(headers, name);
      }
    }
    return -1;
  }

  private static long count(Headers headers, String name) {
    String value = headers.first(name);
    return value == null ? -1 : believed(WholeNumber.parse(value), name, value);
  }

  private static long believed(long count, String name, String value) {
    if (count < 0) {
      AgentErrors.ignored(
          AgentErrors.Stage.USAGE,
          "no believable figure in header " + name + ": " + value.length() + " characters");
    }
    return count;
  }

  private static double seconds(Headers headers, String millis) {
    long whole = WholeNumber.parse(headers.first(millis));
    if (whole >= 0) {
      return whole / 1000.0;
    }
    BigDecimal fraction = decimal(headers, millis);
    return fraction == null ? -1 : fraction.doubleValue() / 1000;
  }

  private static @Nullable BigDecimal decimal(Headers headers, String name) {
    String value = headers.first(name);
    if (value == null) {
      return null;
    }
    try {
      BigDecimal number = value.length() > 40 ? null : new BigDecimal(value.trim());
      if (number != null
          && Math.abs(number.scale()) <= MAX_SCALE
          && number.signum() >= 0
          && number.compareTo(ABSURD) <= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Counted below, as any other figure that is none.
    }
    believed(-1, name, value);
    return null;
  }

  private static long picodollars(@Nullable BigDecimal millicents, BigDecimal scale) {
    if (millicents == null) {
      return -1;
    }
    BigDecimal cost =
        millicents.multiply(scale).multiply(BigDecimal.valueOf(Cost.PICODOLLARS_PER_MILLICENT));
    return cost.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? -1
        : cost.setScale(0, RoundingMode.HALF_UP).longValue();
  }

  /** Seconds from now: the value is a number of them or an HTTP date (RFC 9110, 10.2.3). */
  private static long retryAfter(@Nullable String value) {
    if (value == null) {
      return -1;
    }
    if (!value.isEmpty() && Character.isDigit(value.charAt(0))) {
      return believed(WholeNumber.parse(value), "Retry-After", value);
    }
    try {
      Instant at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.trim(), Instant::from);
      return Math.max(0, at.getEpochSecond() - System.currentTimeMillis() / 1000);
    } catch (DateTimeParseException e) {
      return believed(-1, "Retry-After", value);
    }
  }
}
