package ai.holysheep.agent.exchange;

/**
 * How many bytes of both bodies passed, and how the bytes of a stream came. Immutable; -1 for what
 * is not known or, without {@code metrics.streams}, not measured.
 */
public final class BodyTransfer {
  /** Content that came in less time was sent before and only read late: it has no rate. */
  static final long MIN_CONTENT_NANOS = 10_000_000;

  /** For a record that is no attempt of its own. */
  static final BodyTransfer NONE = new BodyTransfer();

  private static final double NANOS_PER_SECOND = 1e9;

  /** The bytes that the client sent, as the adapter sees them. */
  public final long requestBytes;

  /** The bytes that the application received, as the adapter sees them. */
  public final long responseBytes;

  /**
   * The output tokens of a stream that ended well, for each second from its first content to its
   * last bytes.
   */
  public final double outputTokensPerSecond;

  /** The longest time between two reads that brought bytes of a stream. */
  public final double longestGapSeconds;

  private BodyTransfer() {
    requestBytes = -1;
    responseBytes = -1;
    outputTokensPerSecond = -1;
    longestGapSeconds = -1;
  }

  BodyTransfer(Traffic traffic, ErrorType error, long outputTokens) {
    ResponseBody response = traffic.responseBody();
    requestBytes = traffic.requestBytes();
    responseBytes = response.passedBytes();
    // Where a stream breaks off, its last token count can be that of its first event.
    long contentNanos = error == ErrorType.NONE ? response.contentNanos() : -1;
    outputTokensPerSecond =
        contentNanos < MIN_CONTENT_NANOS || outputTokens <= 0
            ? -1
            : outputTokens / (contentNanos / NANOS_PER_SECOND);
    long gapNanos = response.longestGapNanos();
    longestGapSeconds = gapNanos < 0 ? -1 : gapNanos / NANOS_PER_SECOND;
  }
}
