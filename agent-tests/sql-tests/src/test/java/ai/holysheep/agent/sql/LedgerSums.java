package ai.holysheep.agent.sql;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Exact sums of one ledger file, or of several. The names are those of the metrics' series, in
 * their units: {@code holysheep_waste_millicents_total{model="a",reason="truncated"}}.
 */
final class LedgerSums {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  final Map<String, BigDecimal> series = new TreeMap<>();

  /** By {@code KEY VALUE}, in USD, as {@link ReportRun} names its rows. */
  final Map<String, BigDecimal> costs = new TreeMap<>();

  void add(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(JSON.readTree(line));
      }
    }
  }

  private void add(JsonNode call) {
    String model = label("model", call.get("model"));
    String owners =
        String.join(
            ",",
            new TreeSet<>(
                List.of(
                    model,
                    label("x_team", call.get("headers").path("X-Team")),
                    label("x_tenant", call.get("headers").path("X-Tenant")),
                    label("api_key", call.get("api_key")),
                    label("user", call.get("user")),
                    label("entry", call.get("entry")))));
    String total = "holysheep_cost_millicents_total";
    addMillicents(total + "{" + owners + "}", call.get("total_cost"));
    addTokens(owners, "input", call.get("input_tokens"));
    addTokens(owners, "output", call.get("output_tokens"));
    addParts(model, call);
    if (call.get("waste").isTextual()) {
      String reason = label("reason", call.get("waste"));
      addMillicents(
          "holysheep_waste_millicents_total{" + model + "," + reason + "}", call.get("total_cost"));
    }
    addReported(model, call);
    if (call.get("retry").asBoolean() && !call.get("part").asBoolean()) {
      addTo("holysheep_retries_total{" + model + "}", BigDecimal.ONE);
    }
    addCost("header:X-Tenant", call.get("headers").path("X-Tenant"), call);
    for (String key : new String[] {"model", "entry", "api_key", "user", "service_tier"}) {
      addCost(key, call.get(key), call);
    }
  }

  private void addParts(String model, JsonNode call) {
    for (String part : Row.PARTS) {
      JsonNode cost = call.path(part);
      String name = part.substring("cost_".length());
      addMillicents(
          "holysheep_cost_details_millicents_total{" + model + ",part=\"" + name + "\"}", cost);
    }
  }

  private void addReported(String model, JsonNode call) {
    JsonNode reported = call.get("reported_cost_millicents");
    if (reported.isNumber()) {
      BigDecimal millicents = reported.decimalValue();
      addTo("holysheep_reported_cost_millicents_total{" + model + "}", millicents);
      if (call.get("total_cost").isNumber()) {
        addTo("holysheep_compared_reported_cost_millicents_total{" + model + "}", millicents);
        addMillicents(
            "holysheep_compared_cost_millicents_total{" + model + "}", call.get("total_cost"));
      }
    }
  }

  private void addTokens(String owners, String type, JsonNode tokens) {
    if (tokens.isNumber()) {
      TreeSet<String> labels = new TreeSet<>(List.of(owners.split("(?<=\"),")));
      labels.add("token_type=\"" + type + "\"");
      addTo("holysheep_tokens_total{" + String.join(",", labels) + "}", tokens.decimalValue());
    }
  }

  private void addCost(String key, JsonNode value, JsonNode call) {
    if (call.get("total_cost").isNumber()) {
      String name = value.asText("").isEmpty() || value.isNull() ? "unknown" : value.asText();
      costs.merge(key + " " + name, call.get("total_cost").decimalValue(), BigDecimal::add);
    }
  }

  private void addMillicents(String series, JsonNode usd) {
    if (usd.isNumber()) {
      addTo(series, usd.decimalValue().movePointRight(5));
    }
  }

  /** Of all series of a metric. */
  BigDecimal sum(String metric) {
    return series.entrySet().stream()
        .filter(one -> one.getKey().startsWith(metric + "{"))
        .map(Map.Entry::getValue)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void addTo(String name, BigDecimal value) {
    if (value.signum() != 0) {
      series.merge(name, value, BigDecimal::add);
    }
  }

  /** As the exposition writes it. */
  private static String label(String name, JsonNode value) {
    String text = value.isTextual() ? value.asText() : "unknown";
    return name + "=\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
