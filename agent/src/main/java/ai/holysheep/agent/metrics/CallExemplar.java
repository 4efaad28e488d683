package ai.holysheep.agent.metrics;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.header.TraceContext;
import io.prometheus.metrics.model.snapshots.Exemplar;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call whose trace stands for others with about the same value. Immutable. */
final class CallExemplar {
  private final TraceContext trace;
  private final double value;
  private final long millis;

  private CallExemplar(TraceContext trace, double value, long millis) {
    this.trace = trace;
    this.value = value;
    this.millis = millis;
  }

  /** Returns {@code null} if nobody records the call's trace. */
  static @Nullable CallExemplar of(CallRecord call, double value) {
    TraceContext trace = call.trace;
    return trace == null || !trace.isSampled
        ? null
        : new CallExemplar(trace, value, call.endMillis);
  }

  /** Trace and span have at most 63 characters; OpenMetrics allows 128. */
  Exemplar toExemplar() {
    Exemplar.Builder exemplar =
        Exemplar.builder().value(value).traceId(trace.traceId).timestampMillis(millis);
    if (trace.spanId != null) {
      exemplar.spanId(Objects.requireNonNull(trace.spanId));
    }
    return exemplar.build();
  }
}
