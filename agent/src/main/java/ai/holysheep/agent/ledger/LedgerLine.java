package ai.holysheep.agent.ledger;

import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.usage.TokenDetail;
import ai.holysheep.agent.usage.Usage;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One call as one line of JSON, always with all keys in the same order. */
final class LedgerLine {
  private static final int USD_DECIMALS = 12;
  private static final int MILLICENT_DECIMALS = 7;
  private static final int MILLI_DECIMALS = 3;
  private static final double MICROS = 1e6;

  private final JsonLineBuilder json;

  LedgerLine(StringBuilder out) {
    json = new JsonLineBuilder(out);
  }

  void write(LedgerEntry entry) {
    CallRecord call = entry.call;
    json.begin();
    json.key("timestamp");
    json.time(LocalDate.ofEpochDay(entry.day()), call.endMillis);
    json.text("model", call.model);
    json.text("response_model", call.responseModel);
    tokens(call);
    costs(call, entry.bill);
    json.text("status_code", call.statusCode());
    json.text("error_type", call.errorType.label());
    json.text("error_code", call.errorCode);
    millis("latency_ms", call.seconds);
    millis("ttft_ms", call.secondsToFirstToken);
    millis("upstream_ms", call.upstreamSeconds);
    json.bool("streamed", call.streamed);
    json.bool("retry", call.retry);
    json.bool("truncated", call.truncated);
    json.text("client", call.client);
    json.text("endpoint", call.endpoint);
    json.text("request_id", call.requestId);
    json.text("caller", call.caller);
    json.end();
  }

  private void tokens(CallRecord call) {
    Usage details = call.details;
    boolean any = call.inputTokens >= 0 || call.outputTokens >= 0;
    count("input_tokens", call.inputTokens);
    count("output_tokens", call.outputTokens);
    count(
        "total_tokens", any ? Math.max(call.inputTokens, 0) + Math.max(call.outputTokens, 0) : -1);
    count("cached_input_tokens", details == null ? -1 : details.detail(TokenDetail.CACHED_INPUT));
    count(
        "cache_write_input_tokens",
        details == null ? -1 : details.detail(TokenDetail.CACHE_WRITE_INPUT));
    count("reasoning_tokens", details == null ? -1 : details.detail(TokenDetail.REASONING_OUTPUT));
  }

  private void costs(CallRecord call, @Nullable Cost bill) {
    json.decimal("input_cost", bill == null ? -1 : bill.input, USD_DECIMALS);
    json.decimal("output_cost", bill == null ? -1 : bill.output, USD_DECIMALS);
    json.decimal("total_cost", bill == null ? -1 : bill.total(), USD_DECIMALS);
    json.decimal("reported_cost_millicents", call.reportedCost, MILLICENT_DECIMALS);
    json.text("priced_as", bill == null ? null : bill.pricedAs);
  }

  private void count(String key, long count) {
    json.decimal(key, count, 0);
  }

  private void millis(String key, double seconds) {
    json.decimal(key, seconds < 0 ? -1 : Math.round(seconds * MICROS), MILLI_DECIMALS);
  }
}
