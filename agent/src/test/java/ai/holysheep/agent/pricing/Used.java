package ai.holysheep.agent.pricing;

import ai.holysheep.agent.pricing.Consumption.Count;
import java.time.Instant;
import java.util.Locale;

/** What calls have used, for tests. */
public final class Used {
  private Used() {}

  public static Consumption tokens(long in, long out) {
    return tokens(in, out, -1, -1, -1);
  }

  public static Consumption tokens(
      long in, long out, long cached, long written, long writtenForAnHour) {
    return new Consumption.Builder(0)
        .with(Count.INPUT, in)
        .with(Count.OUTPUT, out)
        .with(Count.CACHED_INPUT, cached)
        .with(Count.CACHE_WRITE, written)
        .with(Count.CACHE_WRITE_1H, writtenForAnHour)
        .build();
  }

  /**
   * For example {@code input=100 cached_input=40 tier=flex at=2026-09-01T16:30:00Z}. What is not
   * named is unknown.
   */
  public static Consumption of(String text) {
    String at = "1970-01-01T00:00:00Z";
    for (String word : text.trim().split(" +")) {
      at = word.startsWith("at=") ? word.substring(3) : at;
    }
    Consumption.Builder used = new Consumption.Builder(Instant.parse(at).toEpochMilli());
    for (String word : text.trim().split(" +")) {
      String value = word.substring(word.indexOf('=') + 1);
      if (word.startsWith("tier=")) {
        used.serviceTier(value);
      } else if (!word.isEmpty() && !word.startsWith("at=")) {
        String count = word.substring(0, word.indexOf('=')).toUpperCase(Locale.ROOT);
        used.with(Count.valueOf(count), Long.parseLong(value));
      }
    }
    return used.build();
  }
}
