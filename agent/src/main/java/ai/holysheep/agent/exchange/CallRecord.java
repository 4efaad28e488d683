package ai.holysheep.agent.exchange;

import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.ModelName;
import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.usage.BodyError;
import ai.holysheep.agent.usage.ResponseUsageReader;
import ai.holysheep.agent.usage.TokenDetail;
import ai.holysheep.agent.usage.Usage;
import org.jspecify.annotations.Nullable;

/** One attempt that ended. Immutable; -1 or {@code null} for what nobody told. */
public final class CallRecord {
  private static final int MAX_NAME = 128;
  private static final int FIRST_ERROR = 400;
  private static final double NANOS = 1e9;

  public final String client;
  public final String model;
  public final @Nullable String responseModel;

  /** The HTTP status; 0 where no answer arrived. */
  public final int status;

  public final ErrorType errorType;

  /**
   * What the body called its error, {@code insufficient_quota} say, in 64 characters at most; also
   * where the status or the label tells less, or there is none of either.
   */
  public final @Nullable String errorCode;

  /** Whether the answer was cut off by its token limit. */
  public final boolean truncated;

  /** Whether the attempt repeats an earlier one. */
  public final boolean retry;

  /** Whether the gateway answered with another model than was asked for. */
  public final boolean substituted;

  /** When the attempt ended, in milliseconds since 1970. */
  public final long endMillis = System.currentTimeMillis();

  /** Whether the answer was a stream. */
  public final boolean streamed;

  /** The URL's path without its query, in 256 characters at most. */
  public final @Nullable String endpoint;

  /** The gateway's name for the call, in 128 characters at most. */
  public final @Nullable String requestId;

  /** The application's code that made the call, where somebody asks for it. */
  public final @Nullable String caller;

  public final double seconds;
  public final double secondsToFirstToken;
  public final double upstreamSeconds;
  public final long inputTokens;
  public final long outputTokens;

  /** The body's figures, whose details the headers lack; {@code null} if it gave none. */
  public final @Nullable Usage details;

  /** Whether a successful call named a model and no figures came back. */
  public final boolean usageMissing;

  /** Whether headers and body disagreed. */
  public final boolean usageMismatch;

  /** As the gateway sent it, in picodollars. */
  public final long reportedCost;

  public final long ratelimitRemaining;
  public final long ratelimitLimit;
  public final long retryAfterSeconds;

  CallRecord(Exchange exchange, ErrorType error, long endNanos) {
    ResponseUsageReader answer = exchange.answer();
    GatewayHeaders headers = exchange.headers();
    client = exchange.client();
    errorType = error;
    status = exchange.status();
    retry = exchange.retry();
    BodyError told = answer.error(status >= FIRST_ERROR);
    errorCode = told == null ? null : told.code();
    truncated = answer.isTruncated();
    streamed = answer.isStream();
    endpoint = exchange.endpoint();
    requestId = headers == null ? null : headers.requestId;
    caller = exchange.caller();
    seconds = (endNanos - exchange.startNanos()) / NANOS;
    secondsToFirstToken =
        exchange.firstTokenNanos() == 0
            ? -1
            : (exchange.firstTokenNanos() - exchange.startNanos()) / NANOS;

    String asked = orNull(exchange.modelAsked());
    String named = headers == null ? null : headers.model;
    String answered = orNull(answer.model());
    answered = answered == null ? named : answered;
    responseModel = answered == null ? null : cut(answered);
    model =
        cut(
            asked != null
                ? asked
                : named != null ? named : answered != null ? answered : "unknown");
    substituted = asked != null && answered != null && !ModelName.same(asked, answered);

    details = answer.usage();
    long bodyInput = details == null ? -1 : details.input;
    long bodyOutput = details == null ? -1 : details.output;
    long headerInput = headers == null ? -1 : headers.inputTokens;
    long headerOutput = headers == null ? -1 : headers.outputTokens;
    inputTokens = headerInput >= 0 ? headerInput : bodyInput;
    outputTokens = headerOutput >= 0 ? headerOutput : bodyOutput;
    usageMismatch = disagree(headerInput, bodyInput) || disagree(headerOutput, bodyOutput);
    boolean anyTokens = inputTokens >= 0 || outputTokens >= 0;
    usageMissing =
        asked != null
            && !anyTokens
            && error == ErrorType.NONE
            && exchange.status() >= 200
            && exchange.status() < 300;

    upstreamSeconds = headers == null ? -1 : headers.upstreamSeconds;
    reportedCost = headers == null ? -1 : headers.reportedCost;
    ratelimitRemaining = headers == null ? -1 : headers.ratelimitRemaining;
    ratelimitLimit = headers == null ? -1 : headers.ratelimitLimit;
    retryAfterSeconds = headers == null ? -1 : headers.retryAfterSeconds;
  }

  /**
   * The HTTP status, or {@code timeout}, {@code error}, {@code cancelled} where no answer arrived.
   */
  public String statusCode() {
    return status == 0 ? errorType.withoutStatus() : Integer.toString(status);
  }

  /** What the call costs by these prices, or {@code null} where no tokens are known. */
  public @Nullable Cost bill(PriceTable prices) {
    return prices.cost(
        model,
        inputTokens,
        outputTokens,
        details == null ? -1 : details.detail(TokenDetail.CACHED_INPUT),
        details == null ? -1 : details.detail(TokenDetail.CACHE_WRITE_INPUT));
  }

  /** A label whose value is empty is none to Prometheus. */
  private static @Nullable String orNull(@Nullable String name) {
    return name == null || name.isEmpty() ? null : name;
  }

  private static boolean disagree(long header, long body) {
    return header >= 0 && body >= 0 && header != body;
  }

  private static String cut(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }
}
