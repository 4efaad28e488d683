package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import ai.holysheep.agent.diagnostics.IgnoredValues.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitHeadersTest {
  /** {@code name: value | name: value}. */
  private static RateLimits read(String fields) {
    List<String> pairs = new ArrayList<>();
    for (String field : fields.split(" \\| ")) {
      pairs.add(field.substring(0, field.indexOf(':')));
      pairs.add(field.substring(field.indexOf(':') + 1).trim());
    }
    return RateLimitHeaders.read(Attempts.headers(pairs.toArray(new String[0])));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "x-other: 1 ! -1 ! -1",
        "X-RateLimit-Remaining: 0 | X-RateLimit-Limit: 60 ! 0 ! 60",
        "x-ratelimit-limit: 60, 60;w=60 | x-ratelimit-remaining: 59 ! 59 ! 60",
        "x-ratelimit-remaining-requests: 9999 | x-ratelimit-limit-requests: 10000 ! 9999 ! 10000",
        "anthropic-ratelimit-requests-remaining: 3 | anthropic-ratelimit-requests-limit: 4 ! 3 ! 4",
        "x-ratelimit-remaining: 1 | x-ratelimit-remaining-requests: 2 ! 1 ! -1",
        "x-ratelimit-remaining: many | x-ratelimit-remaining-requests: 2 ! 2 ! -1",
        "x-ratelimit-remaining: -1 ! -1 ! -1",
        "x-ratelimit-limit: 1e13 ! -1 ! -1",
        "x-ratelimit-limit: 0.3 ! -1 ! 0.3",
        "ratelimit-remaining: 7 | ratelimit-limit: 10, 10;w=1, 50;w=60 ! 7 ! 10",
        "ratelimit: limit=100, remaining=50, reset=5 ! 50 ! 100",
        "ratelimit: \"default\";r=50;t=30 | ratelimit-policy: \"default\";q=100;w=60 ! 50 ! 100",
        "ratelimit: \"burst\";r=0;t=3, \"day\";r=9;t=30 ! 0 ! -1",
        "ratelimit: nonsense | ratelimit-limit: 10 ! -1 ! 10",
      })
  void readsTheRequestsLeft(String fields, double remaining, double limit) {
    RateLimits limits = read(fields);

    assertThat(limits.requestsRemaining).isEqualTo(remaining);
    assertThat(limits.requestsLimit).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "x-other: 1 ! -1 ! -1",
        "x-ratelimit-remaining-tokens: 0 | x-ratelimit-limit-tokens: 150000 ! 0 ! 150000",
        "anthropic-ratelimit-tokens-remaining: 7 | anthropic-ratelimit-tokens-limit: 9 ! 7 ! 9",
        // The most restrictive limit, as the vendor says; not one of the two.
        "anthropic-ratelimit-tokens-remaining: 7 | anthropic-ratelimit-input-tokens-remaining: 3"
            + " ! 7 ! -1",
        "anthropic-ratelimit-input-tokens-remaining: 40 | anthropic-ratelimit-input-tokens-limit: 50"
            + " | anthropic-ratelimit-output-tokens-remaining: 8"
            + " | anthropic-ratelimit-output-tokens-limit: 10 ! 8 ! 10",
        "anthropic-ratelimit-input-tokens-remaining: 0 | anthropic-ratelimit-input-tokens-limit: 50"
            + " | anthropic-ratelimit-output-tokens-remaining: 8"
            + " | anthropic-ratelimit-output-tokens-limit: 10 ! 0 ! 50",
        "anthropic-ratelimit-output-tokens-remaining: 8"
            + " | anthropic-ratelimit-output-tokens-limit: 10 ! 8 ! 10",
        "anthropic-ratelimit-input-tokens-remaining: 8 ! 8 ! -1",
        "x-ratelimit-remaining-tokens: -1 | x-ratelimit-limit-tokens: lots ! -1 ! -1",
      })
  void readsTheTokensLeft(String fields, double remaining, double limit) {
    RateLimits limits = read(fields);

    assertThat(limits.tokensRemaining).isEqualTo(remaining);
    assertThat(limits.tokensLimit).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "x-other: 1 ! -1",
        "x-ratelimit-reset: 30 ! 30",
        "x-ratelimit-reset: 1m30s ! 90",
        "x-ratelimit-reset: 1 ! 1",
        "x-ratelimit-reset: 2001-01-01T00:00:00Z ! 0",
        "x-ratelimit-reset: never ! -1",
        "x-ratelimit-reset: -3 ! -1",
        "x-ratelimit-reset-requests: 8.64s | x-ratelimit-reset-tokens: 1ms ! 8.64",
        "x-ratelimit-reset-tokens: 6m0s ! 360",
        "x-ratelimit-reset: 5 | x-ratelimit-reset-requests: 1h ! 5",
        "anthropic-ratelimit-requests-reset: 1999-12-31T23:59:59Z ! 0",
        "anthropic-ratelimit-tokens-reset: 1999-12-31T23:59:59Z ! 0",
        "anthropic-ratelimit-input-tokens-remaining: 0"
            + " | anthropic-ratelimit-input-tokens-reset: 1999-12-31T23:59:59Z ! 0",
        "ratelimit-reset: 12 ! 12",
        "ratelimit: limit=100, remaining=50, reset=5 ! 5",
        "ratelimit: \"default\";r=50;t=30 ! 30",
      })
  void readsWhenTheLimitIsRenewed(String fields, double seconds) {
    assertThat(read(fields).resetSeconds).isEqualTo(seconds);
  }

  @Test
  void readsTimesToComeInEachUnit() {
    Instant later = Instant.now().plusSeconds(500);
    for (String time :
        List.of(
            later.toString(),
            String.valueOf(later.getEpochSecond()),
            String.valueOf(later.toEpochMilli()))) {
      assertThat(read("x-ratelimit-reset: " + time).resetSeconds).isCloseTo(450, within(51.0));
      assertThat(read("anthropic-ratelimit-requests-reset: " + time).resetSeconds)
          .isCloseTo(450, within(51.0));
      assertThat(read("retry-after: " + time).retryAfterSeconds).isCloseTo(450, within(51.0));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "x-other: 1 ! -1",
        "Retry-After: 7 ! 7",
        "Retry-After: 0 ! 0",
        "Retry-After: 1.2 ! 1.2",
        "Retry-After: 0.5 ! 0.5",
        "Retry-After: 2s ! 2",
        "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT ! 0",
        "Retry-After: soon ! -1",
        "Retry-After: -1 ! -1",
        "retry-after-ms: 1200 ! 1.2",
        "retry-after-ms: 1200.5 ! 1.2005",
        "retry-after-ms: 350 | retry-after: 1 ! 0.35",
        "retry-after-ms: soon | retry-after: 1 ! 1",
        "retry-after: 1 | retry-after-ms: -5 ! 1",
      })
  void readsTheFinestWaitThatCanBeRead(String fields, double seconds) {
    assertThat(read(fields).retryAfterSeconds).isEqualTo(seconds);
  }

  @Test
  void readsTheQuota() {
    assertThat(read("X-Quota-Remaining: 0 | X-Quota-Limit: 12.5").quotaRemaining).isZero();
    assertThat(read("X-Quota-Remaining: 0 | X-Quota-Limit: 12.5").quotaLimit).isEqualTo(12.5);
    assertThat(read("X-Quota-Remaining: -1").quotaRemaining).isEqualTo(-1);
    assertThat(read("X-Quota-Remaining: none").quotaLimit).isEqualTo(-1);
  }

  @Test
  void countsEachValueThatItCannotRead() {
    long ignored = IgnoredValues.total(Source.HEADER);

    read(
        "x-ratelimit-remaining: -1 | x-ratelimit-limit: x | x-ratelimit-reset: x | retry-after: x"
            + " | x-quota-limit: x | x-ratelimit-remaining-tokens: x | retry-after-ms: x");

    assertThat(IgnoredValues.total(Source.HEADER) - ignored).isEqualTo(7);
  }

  /** Each look-up takes time of the application's thread. */
  @Test
  void looksUpNoFieldTwice() {
    for (String fields :
        List.of(
            "x-other: 1",
            "x-ratelimit-remaining: 1 | x-ratelimit-limit: 2",
            "x-ratelimit-remaining: x | x-ratelimit-limit: x | ratelimit: x | retry-after: x",
            "anthropic-ratelimit-input-tokens-remaining: 1 | ratelimit: r=5")) {
      List<String> asked = new ArrayList<>();
      HeaderLookup present = Attempts.headers(fields.split("(: | \\| )"));
      RateLimitHeaders.read(
          name -> {
            asked.add(name);
            return present.first(name);
          });

      assertThat(asked).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(28);
    }
  }
}
