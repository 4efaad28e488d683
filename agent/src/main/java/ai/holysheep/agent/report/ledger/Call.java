package ai.holysheep.agent.report.ledger;

import ai.holysheep.agent.pricing.Consumption;
import ai.holysheep.agent.pricing.Consumption.Count;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger, as far as a report needs it. A reader fills one object again and again:
 * its values are valid until the next line is read.
 */
public final class Call {
  /** The ledger's smallest amount is a picodollar, 10^-12 USD. */
  public static final int USD_DECIMALS = 12;

  private static final String UNKNOWN = "unknown";

  String day = "";
  String model = UNKNOWN;
  String endpoint = UNKNOWN;
  String errorType = UNKNOWN;
  String caller = UNKNOWN;
  long inputTokens;
  long outputTokens;
  long cachedInputTokens;
  long cacheWriteInputTokens;
  long cacheWriteInputTokensForAnHour;
  long costPicodollars;
  long latencyMicros;
  boolean part;

  Call() {}

  void clear() {
    day = "";
    model = UNKNOWN;
    endpoint = UNKNOWN;
    errorType = UNKNOWN;
    caller = UNKNOWN;
    inputTokens = 0;
    outputTokens = 0;
    cachedInputTokens = 0;
    cacheWriteInputTokens = 0;
    cacheWriteInputTokensForAnHour = 0;
    costPicodollars = 0;
    latencyMicros = -1;
    part = false;
  }

  static String orUnknown(@Nullable String name) {
    return name == null || name.isEmpty() ? UNKNOWN : name;
  }

  /** The UTC day, {@code 2026-11-25}. */
  public String day() {
    return day;
  }

  public String model() {
    return model;
  }

  public String endpoint() {
    return endpoint;
  }

  public String errorType() {
    return errorType;
  }

  public String caller() {
    return caller;
  }

  /** 0 if it is unknown, as all tokens. */
  public long inputTokens() {
    return inputTokens;
  }

  public long outputTokens() {
    return outputTokens;
  }

  public long cachedInputTokens() {
    return cachedInputTokens;
  }

  public long cacheWriteInputTokens() {
    return cacheWriteInputTokens;
  }

  /**
   * Those of {@link #cacheWriteInputTokens} that the cache keeps for an hour. Files of older agents
   * do not have them.
   */
  public long cacheWriteInputTokensForAnHour() {
    return cacheWriteInputTokensForAnHour;
  }

  /** What the call has used, for other prices. */
  public Consumption consumption() {
    return new Consumption.Builder(0)
        .with(Count.INPUT, inputTokens)
        .with(Count.OUTPUT, outputTokens)
        .with(Count.CACHED_INPUT, cachedInputTokens)
        .with(Count.CACHE_WRITE, cacheWriteInputTokens)
        .with(Count.CACHE_WRITE_1H, cacheWriteInputTokensForAnHour)
        .build();
  }

  /** 0 if it is unknown. */
  public long costPicodollars() {
    return costPicodollars;
  }

  /** Whether the line is a further model's part of a call: its tokens count, but it is no call. */
  public boolean isPart() {
    return part;
  }

  /** -1 if it is unknown. */
  public long latencyMicros() {
    return latencyMicros;
  }

  public boolean failed() {
    return !errorType.equals("none");
  }
}
