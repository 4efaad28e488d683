package ai.holysheep.agent.report;

import ai.holysheep.agent.report.calls.CallList;
import ai.holysheep.agent.report.calls.CallListTask;
import ai.holysheep.agent.report.calls.CallOrder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for a list of single calls. */
final class CallOptions {
  private static final int DEFAULT_SIZE = 1000;

  @Option(
      names = "--calls",
      description = "List single calls, with their errors and request ids, instead of sums.")
  private boolean calls;

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      description = "With --calls: newest (default), cost or latency; the highest first.")
  private @Nullable CallOrder order;

  @Option(names = "--errors", description = "With --calls: only calls that failed.")
  private boolean errors;

  @Option(
      names = "--trace",
      paramLabel = "ID",
      description = "With --calls: only the calls of this trace (traceparent, b3, Datadog).")
  private @Nullable String trace;

  boolean areGiven() {
    if (!calls && (order != null || errors || trace != null)) {
      throw new IllegalArgumentException("--sort, --errors and --trace need --calls");
    }
    return calls;
  }

  /** Throws {@link IllegalArgumentException} if the list would be too long. */
  CallListTask toTask(OutputOptions output) {
    int size = output.maxRows(DEFAULT_SIZE);
    if (size > CallList.MAX_CALLS) {
      throw new IllegalArgumentException(
          "--top " + size + ": at most " + CallList.MAX_CALLS + " with --calls");
    }
    CallOrder shown = order == null ? CallOrder.NEWEST : order;
    return new CallListTask(size, shown, errors, trace, output.format().isForPeople());
  }
}
