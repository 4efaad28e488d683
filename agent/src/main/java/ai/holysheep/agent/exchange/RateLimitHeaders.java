package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import ai.holysheep.agent.exchange.header.HeaderNumber;
import ai.holysheep.agent.exchange.header.SecondsFromNow;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@link RateLimits} among a response's header fields. Each value is that of the first field
 * in its list that the response has and that can be read. Names: OpenAI's and Azure's "Rate limits
 * in headers", Anthropic's "Response headers", and the IETF's drafts of {@code RateLimit}.
 */
final class RateLimitHeaders {
  private static final String[] REQUESTS_REMAINING = {
    "X-Ratelimit-Remaining",
    "x-ratelimit-remaining-requests",
    "anthropic-ratelimit-requests-remaining",
    "RateLimit-Remaining"
  };
  private static final String[] REQUESTS_LIMIT = {
    "X-Ratelimit-Limit",
    "x-ratelimit-limit-requests",
    "anthropic-ratelimit-requests-limit",
    "RateLimit-Limit"
  };
  private static final String[] TOKENS_REMAINING = {
    "x-ratelimit-remaining-tokens", "anthropic-ratelimit-tokens-remaining"
  };
  private static final String[] TOKENS_LIMIT = {
    "x-ratelimit-limit-tokens", "anthropic-ratelimit-tokens-limit"
  };
  private static final String[] RESET = {
    "X-Ratelimit-Reset",
    "x-ratelimit-reset-requests",
    "x-ratelimit-reset-tokens",
    "anthropic-ratelimit-requests-reset",
    "anthropic-ratelimit-tokens-reset",
    "RateLimit-Reset"
  };

  /** Above this, a count comes from a faulty server. */
  private static final double MAX_COUNT = 1e12;

  private final HeaderLookup headers;
  private double requestsRemaining;
  private double requestsLimit;
  private double tokensRemaining;
  private double tokensLimit;
  private double reset;

  private RateLimitHeaders(HeaderLookup headers) {
    this.headers = headers;
  }

  static RateLimits read(HeaderLookup headers) {
    return new RateLimitHeaders(headers).read();
  }

  private RateLimits read() {
    requestsRemaining = firstCount(REQUESTS_REMAINING);
    requestsLimit = firstCount(REQUESTS_LIMIT);
    tokensRemaining = firstCount(TOKENS_REMAINING);
    tokensLimit = firstCount(TOKENS_LIMIT);
    reset = firstSeconds(RESET);
    if (tokensRemaining < 0) {
      readInputAndOutputTokens();
    }
    if (requestsRemaining < 0) {
      readStructuredFields();
    }
    return new RateLimits(
        requestsRemaining,
        requestsLimit,
        tokensRemaining,
        tokensLimit,
        reset,
        count("X-Quota-Remaining"),
        count("X-Quota-Limit"),
        retryAfter());
  }

  /** Anthropic has limits for input and output. The one that has fewer tokens left stops calls. */
  private void readInputAndOutputTokens() {
    double input = count("anthropic-ratelimit-input-tokens-remaining");
    double output = count("anthropic-ratelimit-output-tokens-remaining");
    if (input < 0 && output < 0) {
      return;
    }
    boolean isInput = output < 0 || input >= 0 && input <= output;
    tokensRemaining = isInput ? input : output;
    if (tokensLimit < 0) {
      tokensLimit =
          count(
              isInput
                  ? "anthropic-ratelimit-input-tokens-limit"
                  : "anthropic-ratelimit-output-tokens-limit");
    }
    if (reset < 0) {
      reset =
          seconds(
              isInput
                  ? "anthropic-ratelimit-input-tokens-reset"
                  : "anthropic-ratelimit-output-tokens-reset");
    }
  }

  /**
   * {@code RateLimit: "default";r=50;t=30} with {@code RateLimit-Policy: "default";q=100;w=60}, or
   * in earlier drafts {@code RateLimit: limit=100, remaining=50, reset=30}.
   */
  private void readStructuredFields() {
    String state = headers.first("RateLimit");
    if (state == null) {
      return;
    }
    requestsRemaining = parameter(state, "r", "remaining");
    if (reset < 0) {
      reset = parameter(state, "t", "reset");
    }
    if (requestsLimit < 0) {
      requestsLimit = parameter(state, "limit", "limit");
      String policy = requestsLimit < 0 ? headers.first("RateLimit-Policy") : null;
      requestsLimit = policy == null ? requestsLimit : parameter(policy, "q", "limit");
    }
    if (requestsRemaining < 0) {
      ignore("RateLimit", state);
    }
  }

  private static double parameter(String text, String name, String earlierName) {
    double number = HeaderNumber.parameter(text, name);
    number = number < 0 ? HeaderNumber.parameter(text, earlierName) : number;
    return number <= MAX_COUNT ? number : -1;
  }

  private double firstCount(String[] names) {
    for (String name : names) {
      double count = count(name);
      if (count >= 0) {
        return count;
      }
    }
    return -1;
  }

  private double count(String name) {
    String value = headers.first(name);
    if (value == null) {
      return -1;
    }
    double count = HeaderNumber.first(value);
    return count >= 0 && count <= MAX_COUNT ? count : ignore(name, value);
  }

  private double firstSeconds(String[] names) {
    for (String name : names) {
      double seconds = seconds(name);
      if (seconds >= 0) {
        return seconds;
      }
    }
    return -1;
  }

  private double seconds(String name) {
    return seconds(name, headers.first(name));
  }

  private static double seconds(String name, @Nullable String value) {
    if (value == null) {
      return -1;
    }
    double seconds = SecondsFromNow.parse(value, System.currentTimeMillis());
    return seconds >= 0 ? seconds : ignore(name, value);
  }

  /** Azure's and OpenAI's {@code retry-after-ms} is the finer one. */
  private double retryAfter() {
    double millis = count("retry-after-ms");
    return millis >= 0 ? millis / 1000 : seconds("Retry-After");
  }

  /** The value itself is not logged: it may be anything. */
  private static double ignore(String name, String value) {
    IgnoredValues.count(
        IgnoredValues.Source.HEADER,
        "no plausible number in header " + name + ": " + value.length() + " characters");
    return -1;
  }
}
