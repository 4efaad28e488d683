package ai.holysheep.agent.metrics;

import org.jspecify.annotations.Nullable;

/** The metrics of the bodies' bytes, and of how a stream came. */
final class TransferMetrics {
  /** In tokens per second: slow models give about 10, fast ones some hundreds. */
  private static final double[] RATES = {
    1, 2, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000
  };

  final ExactCounter requestBytes;
  final ExactCounter responseBytes;

  /** These two are {@code null} without {@code metrics.streams}. */
  final @Nullable ExactHistogram outputTokensPerSecond;

  final @Nullable ExactHistogram longestGap;

  TransferMetrics(MetricFactory factory, boolean withStreams) {
    requestBytes = factory.counter(MetricDefinition.REQUEST_BYTES);
    responseBytes = factory.counter(MetricDefinition.RESPONSE_BYTES);
    outputTokensPerSecond =
        withStreams
            ? factory.histogram(
                MetricDefinition.OUTPUT_TOKENS_PER_SECOND, new HistogramBounds(RATES))
            : null;
    longestGap = withStreams ? factory.histogram(MetricDefinition.STREAM_LONGEST_GAP) : null;
  }
}
