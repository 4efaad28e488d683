package ai.holysheep.agent.report;

import org.jspecify.annotations.Nullable;

/** A line of the ledger, as far as a report needs it. One object is filled again and again. */
final class Call {
  private static final String UNKNOWN = "unknown";

  /** As it is in the line, {@code 2026-11-25}. */
  String day = "";

  String model = UNKNOWN;
  String endpoint = UNKNOWN;
  String errorType = UNKNOWN;
  String caller = UNKNOWN;

  /** Tokens, 0 where they are unknown. */
  long inputTokens;

  long outputTokens;
  long cachedInputTokens;
  long cacheWriteInputTokens;

  /** In picodollars, 0 where it is unknown. */
  long cost;

  /** -1 where it is unknown. */
  long latencyMicros;

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
    cost = 0;
    latencyMicros = -1;
  }

  static String orUnknown(@Nullable String name) {
    return name == null || name.isEmpty() ? UNKNOWN : name;
  }

  boolean failed() {
    return !errorType.equals("none");
  }
}
