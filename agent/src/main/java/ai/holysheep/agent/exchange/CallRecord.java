package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.header.TraceContext;
import ai.holysheep.agent.pricing.Consumption;
import ai.holysheep.agent.pricing.Consumption.Count;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.usage.BoundedText;
import ai.holysheep.agent.usage.ModelUsage;
import ai.holysheep.agent.usage.UnitCounts;
import ai.holysheep.agent.usage.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that has ended. Immutable; -1 or {@code null} for what is not known. Every text is
 * bounded, and well-formed UTF-16.
 */
public final class CallRecord {
  private static final int MAX_MODEL = 128;
  private static final int MAX_CALLER = 256;
  private static final int FIRST_ERROR = 400;
  private static final double NANOS_PER_SECOND = 1e9;

  public final String client;

  /** The request's model; if it names none, the response's; {@code unknown} if neither does. */
  public final String model;

  /** The model that answered: the body's, or else the header's. */
  public final @Nullable String responseModel;

  /** The HTTP status; 0 if no response arrived. */
  public final int status;

  public final ErrorType errorType;

  /**
   * The body's own name for its error, at most 64 characters: for example {@code
   * insufficient_quota}. Also set where status and error type are less precise, or show no error.
   */
  public final @Nullable String errorCode;

  /** Whether the model stopped at its token limit. */
  public final boolean truncated;

  /** Whether the attempt repeats an earlier one. */
  public final boolean retry;

  /** When the attempt ended, in milliseconds since 1970. */
  public final long endMillis;

  /** Whether the response was a stream of events. */
  public final boolean streamed;

  /**
   * False for a successful stream that ended in good order, but without the last event of its
   * dialect: a part of the answer may be missing.
   */
  public final boolean complete;

  /** Whether this is no call, but what a further model has used within one. It has no times. */
  public final boolean part;

  /** What further models have used within this call; mostly empty. */
  public final List<CallRecord> parts;

  /** The URL's path without its query and its ids, at most 256 characters. */
  public final @Nullable String endpoint;

  /** The gateway's identifier of the call, at most 128 characters. */
  public final @Nullable String requestId;

  /**
   * The application's method nearest to the call, at most 256 characters, where the configuration
   * asks for callers.
   */
  public final @Nullable String caller;

  /**
   * The outermost method of the application on the thread that made the call, at most 256
   * characters, where the configuration asks for callers.
   */
  public final @Nullable String entry;

  /** Who pays for the call, as far as the configuration asks for it. */
  public final Attribution attribution;

  /** The trace that the attempt belongs to, as its header fields say. */
  public final @Nullable TraceContext trace;

  /**
   * The service tier that has answered, in lower case, at most 64 characters: for example {@code
   * flex}, {@code on_demand_priority}.
   */
  public final @Nullable String serviceTier;

  /** What is counted besides tokens. */
  public final UnitCounts units;

  /** Which image was asked for, at most 33 characters: {@code 512x512}, {@code hd/1024x1792}. */
  public final @Nullable String imageForm;

  /** Why the answer was paid for in vain; {@code null} if it was not. */
  public final @Nullable Waste waste;

  public final BodyTransfer transfer;
  public final double seconds;
  public final double secondsToFirstToken;
  public final double upstreamSeconds;
  public final long inputTokens;
  public final long outputTokens;

  /** The body's usage, with details that the headers do not have; {@code null} if it has none. */
  public final @Nullable Usage details;

  /** Whether a successful call named a model, and neither headers nor body had token counts. */
  public final boolean usageMissing;

  /** Whether headers and body have different token counts. */
  public final boolean usageMismatch;

  /** The cost in a header of the gateway, or else in the body, in picodollars. */
  public final long reportedCost;

  public final RateLimits limits;

  private final @Nullable String requestedModel;
  private final @Nullable String answeringModel;
  private final String billedModel;

  /** Whether a price for the call itself is due. A failed call without a usage costs nothing. */
  private final boolean feeDue;

  /**
   * @param endNanos when the attempt ended, by {@link System#nanoTime}; not in the future
   */
  CallRecord(AttemptStart start, Traffic traffic, ErrorType error, long endNanos) {
    GatewayHeaders headers = traffic.responseHeaders();
    ResponseBody body = traffic.responseBody();
    ResponseContent content = body.content();
    client = start.client;
    endpoint = start.endpoint.name;
    caller = start.site == null ? null : BoundedText.of(start.site.caller, MAX_CALLER);
    entry = start.site == null ? null : BoundedText.of(start.site.entry, MAX_CALLER);
    retry = start.retry;
    status = traffic.status();
    errorType = error;
    errorCode = content.errorCode(status >= FIRST_ERROR);
    streamed = content.isStream();
    complete = !isSuccess() || !content.isUnfinishedStream();
    truncated = content.isStoppedAtTokenLimit();
    endMillis = millisAt(endNanos);
    seconds = (endNanos - start.nanos) / NANOS_PER_SECOND;
    long tokenNanos = body.firstTokenNanos();
    secondsToFirstToken = tokenNanos == 0 ? -1 : (tokenNanos - start.nanos) / NANOS_PER_SECOND;

    CallModels models =
        new CallModels(start.endpoint, traffic.requestModel(), content.model(), headers.model);
    responseModel = models.answering == null ? null : BoundedText.of(models.answering, MAX_MODEL);
    model = BoundedText.of(models.label(), MAX_MODEL);
    requestedModel = models.requested;
    answeringModel = models.answering;
    Bill bill = new Bill(start.endpoint, headers, content);
    details = bill.usage;
    billedModel = responseModel != null && bill.fallback ? responseModel : model;
    inputTokens = bill.inputTokens;
    outputTokens = bill.outputTokens;
    transfer = new BodyTransfer(traffic, error, outputTokens);
    usageMismatch = bill.mismatch;
    usageMissing = bill.missing && isModelRequested() && isSuccess();
    feeDue =
        bill.isCallBilled
            && (inputTokens >= 0 || outputTokens >= 0 || isModelRequested() && isSuccess());
    requestId = headers.requestId;
    upstreamSeconds = headers.upstreamSeconds;
    reportedCost = bill.reportedCost;
    limits = headers.limits;
    part = false;
    RequestHead requestHead = traffic.requestHead();
    attribution = Attribution.of(requestHead, traffic.requestUser(), traffic.requestFingerprint());
    trace = requestHead == null ? null : requestHead.trace;
    String tier = content.serviceTier();
    serviceTier = tier == null ? headers.serviceTier : tier;
    units = bill.units;
    imageForm = traffic.imageForm();
    waste =
        bill.isPaidFor()
            ? WasteRules.reason(error, isSuccess(), truncated, attribution.request, endNanos)
            : null;
    parts = parts(bill.furtherUsages);
  }

  private List<CallRecord> parts(List<ModelUsage> usages) {
    if (usages.isEmpty()) {
      return Collections.emptyList();
    }
    List<CallRecord> list = new ArrayList<>(usages.size());
    for (ModelUsage usage : usages) {
      list.add(new CallRecord(this, usage));
    }
    return Collections.unmodifiableList(list);
  }

  /** A part of the call. */
  private CallRecord(CallRecord call, ModelUsage used) {
    client = call.client;
    endpoint = call.endpoint;
    caller = call.caller;
    retry = call.retry;
    status = call.status;
    errorType = call.errorType;
    errorCode = call.errorCode;
    streamed = call.streamed;
    complete = call.complete;
    truncated = call.truncated;
    endMillis = call.endMillis;
    requestId = call.requestId;
    model = BoundedText.of(used.model, MAX_MODEL);
    billedModel = model;
    feeDue = false;
    responseModel = null;
    requestedModel = null;
    answeringModel = null;
    details = used.usage;
    inputTokens = used.usage.input;
    outputTokens = used.usage.output;
    usageMismatch = false;
    usageMissing = false;
    seconds = -1;
    secondsToFirstToken = -1;
    upstreamSeconds = -1;
    reportedCost = -1;
    limits = RateLimits.NONE;
    transfer = BodyTransfer.NONE;
    part = true;
    entry = call.entry;
    attribution = call.attribution;
    trace = call.trace;
    serviceTier = call.serviceTier;
    units = UnitCounts.NONE;
    imageForm = null;
    waste = call.waste;
    parts = Collections.emptyList();
  }

  /** The trace's id in lower-case hexadecimal digits. */
  public @Nullable String traceId() {
    return trace == null ? null : trace.traceId;
  }

  /** Whether the request named {@link #model}; otherwise the response did, or nothing. */
  public boolean isModelRequested() {
    return requestedModel != null;
  }

  /** Whether the attempt went well: a status of 2xx, and no error in the body or on the way. */
  public boolean isSuccess() {
    return errorType.isSuccess(status);
  }

  /**
   * The HTTP status; {@code timeout}, {@code error} or {@code cancelled} if no response arrived.
   */
  public String statusCode() {
    // HttpURLConnection and OkHttp accept the status 000, with which a call can go well.
    return status == 0 && errorType != ErrorType.NONE
        ? errorType.withoutStatus()
        : Integer.toString(status);
  }

  /**
   * The call's cost at these prices; {@code null} if it is unknown, see {@link PriceTable#cost}.
   * Never throws: without a cost, the call still counts.
   */
  public @Nullable Cost cost(PriceTable prices) {
    try {
      return prices.cost(billedModel, consumption());
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.PRICING, e);
      return null;
    }
  }

  private Consumption consumption() {
    Consumption.Builder used =
        new Consumption.Builder(endMillis)
            .with(Count.INPUT, inputTokens)
            .with(Count.OUTPUT, outputTokens)
            .with(Count.REQUESTS, feeDue ? 1 : 0)
            .imageForm(imageForm)
            .serviceTier(serviceTier);
    ConsumptionDetails.add(used, units);
    if (details != null) {
      ConsumptionDetails.add(used, details);
    }
    return used.build();
  }

  /**
   * Whether another model answered than the request named; by whole names, which {@link #model} and
   * {@link #responseModel} are not always.
   */
  public boolean isSubstituted(PriceTable prices) {
    return requestedModel != null
        && answeringModel != null
        && prices.isSubstitution(requestedModel, answeringModel);
  }

  /** An error's body may have stayed unread for up to a second since the end. */
  private static long millisAt(long nanos) {
    return System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
