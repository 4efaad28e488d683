package ai.holysheep.agent.ledger;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.usage.TokenDetail;
import ai.holysheep.agent.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Appends a call, or a part of one, as one line of JSON, which always has all keys in the same
 * order.
 */
final class LedgerLine {
  private static final int USD_DECIMALS = 12;
  private static final int MILLI_DECIMALS = 3;
  private static final double MICROS = 1e6;

  private static final Cost.Part[] PARTS = Cost.Part.values();
  private static final TokenDetail[] FURTHER_DETAILS = {
    TokenDetail.AUDIO_INPUT,
    TokenDetail.AUDIO_OUTPUT,
    TokenDetail.IMAGE_INPUT,
    TokenDetail.IMAGE_OUTPUT,
    TokenDetail.CACHED_AUDIO_INPUT,
    TokenDetail.CACHED_IMAGE_INPUT
  };
  private static final String[] FURTHER_KEYS = {
    "audio_input_tokens",
    "audio_output_tokens",
    "image_input_tokens",
    "image_output_tokens",
    "cached_audio_input_tokens",
    "cached_image_input_tokens"
  };

  private final JsonLineBuilder json;
  private LedgerOwner owner = LedgerOwner.UNKNOWN;

  LedgerLine(StringBuilder out) {
    json = new JsonLineBuilder(out);
  }

  /** Says whose calls the following lines are. */
  void ownedBy(LedgerOwner known) {
    owner = known;
  }

  void append(LedgerEntry entry) {
    CallRecord call = entry.call;
    json.beginObject();
    json.timestampField("timestamp", call.endMillis);
    json.stringField("model", call.model);
    json.stringField("response_model", call.responseModel);
    appendTokens(call);
    appendCost(call, entry.cost);
    json.stringField("status_code", call.statusCode());
    json.stringField("error_type", call.errorType.label());
    json.stringField("error_code", call.errorCode);
    millisField("latency_ms", call.seconds);
    millisField("ttft_ms", call.secondsToFirstToken);
    millisField("upstream_ms", call.upstreamSeconds);
    json.booleanField("streamed", call.streamed);
    json.booleanField("retry", call.retry);
    json.booleanField("truncated", call.truncated);
    json.stringField("client", call.client);
    json.stringField("endpoint", call.endpoint);
    json.stringField("request_id", call.requestId);
    json.stringField("caller", call.caller);
    json.booleanField("complete", call.complete);
    json.booleanField("part", call.part);
    appendCostParts(entry.cost);
    appendFurtherCounts(call);
    appendOwner(call);
    countField("images", call.units.images);
    json.decimalField("audio_seconds", call.units.audioMillis, MILLI_DECIMALS);
    countField("pages", call.units.pages);
    json.stringField("image_form", call.imageForm);
    json.endObject();
  }

  private void appendCostParts(@Nullable Cost cost) {
    for (Cost.Part part : PARTS) {
      json.decimalField("cost_" + part.label(), cost == null ? -1 : cost.part(part), USD_DECIMALS);
    }
    json.stringField("price_rules", cost == null ? null : cost.rules);
  }

  private void appendFurtherCounts(CallRecord call) {
    Usage details = call.details;
    for (int i = 0; i < FURTHER_DETAILS.length; i++) {
      countField(FURTHER_KEYS[i], details == null ? -1 : details.detail(FURTHER_DETAILS[i]));
    }
    countField("web_searches", call.units.webSearches);
    json.stringField("service_tier", call.serviceTier);
  }

  private void appendOwner(CallRecord call) {
    json.stringField("service", owner.service);
    json.stringField("host", owner.host);
    json.objectField("labels", owner.labels);
    json.objectField("headers", call.attribution.headers);
    json.stringField("user", call.attribution.user);
    json.stringField("api_key", call.attribution.apiKey);
    json.stringField("request_fingerprint", call.attribution.request);
    json.stringField("entry", call.entry);
    json.stringField("trace_id", call.traceId());
    json.stringField("waste", call.waste == null ? null : call.waste.label());
  }

  private void appendTokens(CallRecord call) {
    Usage details = call.details;
    boolean anyKnown = call.inputTokens >= 0 || call.outputTokens >= 0;
    countField("input_tokens", call.inputTokens);
    countField("output_tokens", call.outputTokens);
    countField(
        "total_tokens",
        anyKnown ? Math.max(call.inputTokens, 0) + Math.max(call.outputTokens, 0) : -1);
    countField(
        "cached_input_tokens", details == null ? -1 : details.detail(TokenDetail.CACHED_INPUT));
    countField(
        "cache_write_input_tokens",
        details == null ? -1 : details.detail(TokenDetail.CACHE_WRITE_INPUT));
    countField(
        "cache_write_1h_input_tokens",
        details == null ? -1 : details.detail(TokenDetail.CACHE_WRITE_1H_INPUT));
    countField(
        "reasoning_tokens", details == null ? -1 : details.detail(TokenDetail.REASONING_OUTPUT));
  }

  private void appendCost(CallRecord call, @Nullable Cost cost) {
    json.decimalField("input_cost", cost == null ? -1 : cost.input, USD_DECIMALS);
    json.decimalField("output_cost", cost == null ? -1 : cost.output, USD_DECIMALS);
    json.decimalField("total_cost", cost == null ? -1 : cost.total(), USD_DECIMALS);
    json.decimalField("reported_cost_millicents", call.reportedCost, Cost.MILLICENT_DECIMALS);
    json.stringField("priced_as", cost == null ? null : cost.pricedAs);
  }

  private void countField(String key, long count) {
    json.decimalField(key, count, 0);
  }

  private void millisField(String key, double seconds) {
    json.decimalField(key, seconds < 0 ? -1 : Math.round(seconds * MICROS), MILLI_DECIMALS);
  }
}
