package ai.holysheep.agent.metrics;

import static ai.holysheep.agent.metrics.LazySeries.addIfKnown;
import static ai.holysheep.agent.metrics.LazySeries.incrementIf;
import static ai.holysheep.agent.metrics.LazySeries.observeIfKnown;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.usage.TokenDetail;
import ai.holysheep.agent.usage.Usage;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All series of one model. Any thread may record. */
final class ModelSeries {
  private static final TokenDetail[] DETAILS = TokenDetail.values();
  private static final Part[] PARTS = Part.values();

  private final String model;
  private final CallMetrics callMetrics;

  private final LazySeries<HistogramCells> duration;
  private final LazySeries<HistogramCells> timeToFirstToken;
  private final LazySeries<HistogramCells> upstreamDuration;
  private final TransferSeries transfer;
  private final LazySeries<ExactSum> retries;
  private final LazySeries<ExactSum> truncated;
  private final LazySeries<ExactSum> incompleteStreams;

  private final Map<TokenDetail, LazySeries<ExactSum>> tokenDetails =
      new EnumMap<>(TokenDetail.class);
  private final LazySeries<ExactSum> usageMissing;
  private final LazySeries<ExactSum> usageMismatch;

  private final CostSeries costs;

  private final LimitSeries limits;

  private final CallSeries withoutExtraLabels;
  private final Map<List<String>, CallSeries> byExtraValues = new ConcurrentHashMap<>();

  ModelSeries(CallMetrics callMetrics, ModelMetrics metrics, String model) {
    this.callMetrics = callMetrics;
    this.model = model;

    duration = new LazySeries<>(metrics.duration, model);
    timeToFirstToken = new LazySeries<>(metrics.timeToFirstToken, model);
    upstreamDuration = new LazySeries<>(metrics.upstreamDuration, model);
    transfer = new TransferSeries(metrics.transfer, model);
    retries = new LazySeries<>(metrics.retries, model);
    truncated = new LazySeries<>(metrics.truncated, model);
    incompleteStreams = new LazySeries<>(metrics.incompleteStreams, model);

    for (TokenDetail detail : DETAILS) {
      tokenDetails.put(detail, new LazySeries<>(metrics.tokenDetails, model, detail.label()));
    }
    usageMissing = new LazySeries<>(metrics.usageMissing, model);
    usageMismatch = new LazySeries<>(metrics.usageMismatch, model);

    costs = new CostSeries(metrics.costs, model);

    limits = new LimitSeries(metrics.limits, model);

    withoutExtraLabels = new CallSeries(callMetrics, model, new String[0]);
  }

  /** Never throws. If one part fails, it is counted, and the others are still recorded. */
  void record(CallRecord call, @Nullable Cost cost) {
    for (Part part : PARTS) {
      try {
        record(part, call, cost);
      } catch (Throwable e) {
        AgentErrors.countAndLog(AgentErrors.Stage.METRICS, e);
      }
    }
  }

  private void record(Part part, CallRecord call, @Nullable Cost cost) {
    switch (part) {
      case CALL:
        recordCall(call, cost);
        break;
      case COST:
        costs.record(call, cost);
        break;
      case USAGE:
        recordUsage(call);
        break;
      case TIMES:
        observeIfKnown(duration, call.seconds);
        observeIfKnown(timeToFirstToken, call.secondsToFirstToken);
        observeIfKnown(upstreamDuration, call.upstreamSeconds);
        exemplify(call);
        break;
      case TRANSFER:
        transfer.record(call.transfer);
        break;
      case LIMITS:
        incrementIf(call.retry && !call.part, retries);
        incrementIf(call.truncated && !call.part, truncated);
        incrementIf(!call.complete && !call.part, incompleteStreams);
        limits.record(call.limits);
        break;
    }
  }

  /** The cost and its parts are counted together, or neither. */
  private void recordCall(CallRecord call, @Nullable Cost cost) {
    CallSeries series = callSeries(call);
    costs.prepareDetails(cost);
    series.record(call, cost);
    costs.recordDetails(cost);
  }

  private CallSeries callSeries(CallRecord call) {
    ExtraLabels extraLabels = callMetrics.extraLabels;
    if (extraLabels.isEmpty()) {
      return withoutExtraLabels;
    }
    String[] values = extraLabels.values(call);
    CallSeries known = byExtraValues.get(Arrays.asList(values));
    if (known != null) {
      return known;
    }
    if (extraLabels.admitsCombination()) {
      boolean isAdded = false;
      try {
        CallSeries added = new CallSeries(callMetrics, model, values);
        CallSeries other = byExtraValues.putIfAbsent(Arrays.asList(values), added);
        isAdded = other == null;
        return other == null ? added : other;
      } finally {
        if (!isAdded) {
          extraLabels.giveCombinationBack();
        }
      }
    }
    extraLabels.replaceByOthers(values);
    return otherCallSeries(values);
  }

  private CallSeries otherCallSeries(String[] others) {
    CallSeries known = byExtraValues.get(Arrays.asList(others));
    if (known != null) {
      return known;
    }
    CallSeries added = new CallSeries(callMetrics, model, others);
    known = byExtraValues.putIfAbsent(Arrays.asList(others), added);
    return known == null ? added : known;
  }

  private void recordUsage(CallRecord call) {
    incrementIf(call.usageMissing, usageMissing);
    incrementIf(call.usageMismatch, usageMismatch);
    Usage usage = call.details;
    if (usage != null) {
      for (TokenDetail detail : DETAILS) {
        addIfKnown(Objects.requireNonNull(tokenDetails.get(detail)), usage.detail(detail));
      }
    }
  }

  private void exemplify(CallRecord call) {
    CallExemplar exemplar = call.seconds < 0 ? null : CallExemplar.of(call, call.seconds);
    if (exemplar != null) {
      duration.get().exemplify(call.seconds, exemplar);
    }
  }

  /** What is recorded of a call, beginning with what counts most. */
  private enum Part {
    CALL,
    COST,
    USAGE,
    TIMES,
    TRANSFER,
    LIMITS
  }
}
