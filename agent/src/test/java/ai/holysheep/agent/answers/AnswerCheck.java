package ai.holysheep.agent.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares what the agent says of calls with what is expected of them. A figure is found in one of
 * four places: in the call's line of the ledger, in a counter, in the model's gauge, or, where its
 * name begins with {@code part_}, in the line of the call's first part.
 */
public final class AnswerCheck {
  private static final Map<String, String> LEDGER =
      Map.ofEntries(
          Map.entry("input", "input_tokens"),
          Map.entry("output", "output_tokens"),
          Map.entry("total", "total_tokens"),
          Map.entry("cached", "cached_input_tokens"),
          Map.entry("written", "cache_write_input_tokens"),
          Map.entry("line_written_1h", "cache_write_1h_input_tokens"),
          Map.entry("reasoning", "reasoning_tokens"),
          Map.entry("model", "model"),
          Map.entry("response_model", "response_model"),
          Map.entry("truncated", "truncated"),
          Map.entry("streamed", "streamed"),
          Map.entry("error", "error_type"),
          Map.entry("code", "error_code"),
          Map.entry("complete", "complete"),
          Map.entry("ttft", "ttft_ms"),
          Map.entry("cost", "total_cost"),
          Map.entry("priced_as", "priced_as"),
          Map.entry("endpoint", "endpoint"),
          Map.entry("reported_cost", "reported_cost_millicents"),
          Map.entry("request_id", "request_id"),
          Map.entry("status", "status_code"),
          Map.entry("service_tier", "service_tier"),
          Map.entry("searches", "web_searches"),
          Map.entry("images", "images"),
          Map.entry("audio_seconds", "audio_seconds"),
          Map.entry("pages", "pages"),
          Map.entry("image_form", "image_form"),
          Map.entry("cached_audio", "cached_audio_input_tokens"),
          Map.entry("cached_image", "cached_image_input_tokens"));

  private static final Map<String, String> COUNTERS =
      Map.ofEntries(
          Map.entry("missing", "holysheep_usage_missing_total "),
          Map.entry("mismatch", "holysheep_usage_mismatch_total "),
          Map.entry("substituted", "holysheep_model_substitutions_total "),
          Map.entry("unpriced", "holysheep_unpriced_requests_total "),
          Map.entry("incomplete", "holysheep_incomplete_streams_total "),
          Map.entry("ignored", "holysheep_ignored_values_total "),
          Map.entry("audio_in", "holysheep_token_details_total detail=\"audio_input\""),
          Map.entry("audio_out", "holysheep_token_details_total detail=\"audio_output\""),
          Map.entry("image_in", "holysheep_token_details_total detail=\"image_input\""),
          Map.entry("image_out", "holysheep_token_details_total detail=\"image_output\""),
          Map.entry("written_5m", "holysheep_token_details_total detail=\"cache_write_5m_input\""),
          Map.entry("written_1h", "holysheep_token_details_total detail=\"cache_write_1h_input\""));

  private static final Map<String, String> GAUGES =
      Map.of(
          "retry_after", "holysheep_retry_after_seconds",
          "limit_remaining", "holysheep_ratelimit_remaining",
          "limit", "holysheep_ratelimit_limit",
          "limit_tokens_remaining", "holysheep_ratelimit_tokens_remaining",
          "limit_tokens", "holysheep_ratelimit_tokens_limit",
          "limit_reset", "holysheep_ratelimit_reset_seconds",
          "quota_remaining", "holysheep_quota_remaining",
          "quota", "holysheep_quota_limit");

  private static final double MILLICENTS_PER_USD = 100_000;
  private static final String PART = "part_";

  private final List<String> wrong = new ArrayList<>();

  /**
   * @return a line for each wrong figure
   */
  public static List<String> check(List<ObservedCall> calls) {
    AnswerCheck check = new AnswerCheck();
    for (ObservedCall call : calls) {
      check.call(call);
      call.answer.expectedSums.forEach((figure, value) -> check.sum(calls, call, figure, value));
    }
    return check.wrong;
  }

  private void call(ObservedCall call) {
    double attempts = call.increase("holysheep_requests_total", "");
    if (attempts != call.requests) {
      add(call, "calls", String.valueOf(call.requests), String.valueOf(attempts));
    }
    double errors = call.increase("holysheep_agent_errors_total", "");
    if (errors != 0) {
      add(call, "agent errors", "0", String.valueOf(errors));
    }
    if (call.line() == null) {
      add(call, "a line in the ledger", "yes", "none");
      return;
    }
    equalSums(call, "holysheep_tokens_total", "token_type=\"input\"", "input_tokens", 1);
    equalSums(call, "holysheep_tokens_total", "token_type=\"output\"", "output_tokens", 1);
    equalSums(call, "holysheep_cost_millicents_total", "", "total_cost", MILLICENTS_PER_USD);
    call.answer.expected.forEach(
        (figure, value) -> {
          String found = found(call, figure);
          if (!equal(figure, value, found)) {
            add(call, figure, value, found);
          }
        });
  }

  /** The metrics have what the ledger has. */
  private void equalSums(
      ObservedCall call, String metric, String label, String key, double factor) {
    double sum = call.lines.stream().mapToDouble(line -> line.path(key).asDouble()).sum() * factor;
    double increase = call.increase(metric, label);
    if (Math.abs(increase - sum) > 0.001) {
      add(call, metric + " " + label, String.valueOf(sum), String.valueOf(increase));
    }
  }

  private static String found(ObservedCall call, String figure) {
    if (COUNTERS.containsKey(figure)) {
      String[] counter = COUNTERS.get(figure).split(" ", 2);
      return number(call.increase(counter[0], counter[1]));
    }
    if (GAUGES.containsKey(figure)) {
      String model = "model=\"" + call.line().path("model").asText() + "\"";
      Double value = call.after.value(GAUGES.get(figure), model);
      return value == null ? "null" : number(value);
    }
    if (figure.equals("parts")) {
      return String.valueOf(call.lines.stream().filter(ObservedCall::isPart).count());
    }
    boolean part = figure.startsWith(PART);
    JsonNode line =
        part
            ? call.lines.stream().filter(ObservedCall::isPart).findFirst().orElse(null)
            : call.line();
    return line == null ? "no part" : text(line, part ? figure.substring(5) : figure);
  }

  private static String text(JsonNode line, String figure) {
    String key = LEDGER.get(figure);
    if (key == null) {
      throw new IllegalArgumentException("there is no figure " + figure);
    }
    JsonNode value = line.path(key);
    if (value.isMissingNode()) {
      return "no such key";
    }
    if (figure.equals("ttft")) {
      return value.isNull() ? "no" : "yes";
    }
    return value.isBoolean() ? value.asBoolean() ? "yes" : "no" : value.asText();
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Costs may have zeros at their end. What counts down to a moment may have begun to. */
  private static boolean equal(String figure, String expected, String found) {
    if (expected.equals(found)) {
      return true;
    }
    try {
      if (expected.startsWith("~")) {
        double difference = Double.parseDouble(expected.substring(1)) - Double.parseDouble(found);
        return difference > -2 && difference < 10;
      }
      return figure.endsWith("cost")
          && new BigDecimal(expected).compareTo(new BigDecimal(found)) == 0;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  private void sum(List<ObservedCall> calls, ObservedCall of, String figure, String expected) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ObservedCall call : calls) {
      if (call.answer.group.equals(of.answer.group)) {
        for (JsonNode line : call.lines) {
          JsonNode value = line.path(LEDGER.get(figure));
          sum = value.isNumber() ? sum.add(value.decimalValue()) : sum;
        }
      }
    }
    if (sum.compareTo(new BigDecimal(expected)) != 0) {
      add(of, "the group's " + figure, expected, sum.toPlainString());
    }
  }

  private void add(ObservedCall call, String figure, String expected, String found) {
    wrong.add(call.answer.name + ": " + figure + " is " + found + ", expected " + expected);
  }
}
