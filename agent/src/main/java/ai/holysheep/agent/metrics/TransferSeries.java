package ai.holysheep.agent.metrics;

import static ai.holysheep.agent.metrics.LazySeries.addIfKnown;
import static ai.holysheep.agent.metrics.LazySeries.observeIfKnown;

import ai.holysheep.agent.exchange.BodyTransfer;
import org.jspecify.annotations.Nullable;

/** The series of {@link TransferMetrics} of one model. Any thread may record. */
final class TransferSeries {
  private final LazySeries<ExactSum> requestBytes;
  private final LazySeries<ExactSum> responseBytes;
  private final @Nullable LazySeries<HistogramCells> outputTokensPerSecond;
  private final @Nullable LazySeries<HistogramCells> longestGap;

  TransferSeries(TransferMetrics metrics, String model) {
    requestBytes = new LazySeries<>(metrics.requestBytes, model);
    responseBytes = new LazySeries<>(metrics.responseBytes, model);
    outputTokensPerSecond = series(metrics.outputTokensPerSecond, model);
    longestGap = series(metrics.longestGap, model);
  }

  private static @Nullable LazySeries<HistogramCells> series(
      @Nullable ExactHistogram histogram, String model) {
    return histogram == null ? null : new LazySeries<>(histogram, model);
  }

  void record(BodyTransfer transfer) {
    addIfKnown(requestBytes, transfer.requestBytes);
    addIfKnown(responseBytes, transfer.responseBytes);
    if (outputTokensPerSecond != null && longestGap != null) {
      observeIfKnown(outputTokensPerSecond, transfer.outputTokensPerSecond);
      observeIfKnown(longestGap, transfer.longestGapSeconds);
    }
  }
}
