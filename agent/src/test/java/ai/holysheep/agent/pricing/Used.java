package ai.holysheep.agent.pricing;

import ai.holysheep.agent.pricing.Consumption.Count;

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
}
