package ai.holysheep.agent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the report of the packaged jar. */
final class ReportRun {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Those of {@code report.sql}. */
  private static final String[] KEYS = {
    "model",
    "caller",
    "entry",
    "service",
    "host",
    "day",
    "month",
    "endpoint",
    "error_type",
    "error_code",
    "status_code",
    "waste",
    "user",
    "api_key",
    "service_tier",
    "client",
    "label:team",
    "header:X-Tenant",
    "entry,model",
    "waste,model",
    "month,service"
  };

  private ReportRun() {}

  /** The rows of all keys, by the key's name and value: {@code model gpt-4.1}. */
  static Map<String, Row> allKeys(Path folder) throws IOException, InterruptedException {
    Map<String, Row> rows = new TreeMap<>();
    for (String by : KEYS) {
      JsonNode report = JSON.readTree(run(folder, "--by", by, "--parts", "--format", "json"));
      String[] names = by.split(",");
      JsonNode table = report.get("by_" + String.join("_and_", names));
      if (names.length == 1) {
        table.properties().forEach(row -> add(rows, by, row.getKey(), "", row.getValue()));
      } else {
        table.forEach(
            row -> add(rows, by, row.get(names[0]).asText(), row.get(names[1]).asText(), row));
      }
      rows.put("total total", row(report, "total_"));
    }
    return rows;
  }

  private static void add(
      Map<String, Row> rows, String by, String value, String second, JsonNode row) {
    rows.put(Row.key(by, value, second), row(row, ""));
  }

  /** The cost of all calls by a price file. */
  static BigDecimal repricedCost(Path folder, Path prices)
      throws IOException, InterruptedException {
    byte[] json = run(folder, "--reprice", "--pricing", prices.toString(), "--format", "json");
    return JSON.readTree(json).get("total_repriced_cost").decimalValue();
  }

  /** The sum of the first column of FOCUS, {@code BilledCost}. */
  static BigDecimal billedCost(Path folder) throws IOException, InterruptedException {
    return new String(run(folder, "--format", "focus"), StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> new BigDecimal(line.substring(0, line.indexOf(','))))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static byte[] run(Path folder, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-jar", "../../agent/target/holysheep-agent.jar", "report"));
    command.addAll(List.of("--dir", folder.toString(), "--from", "" + GeneratedLedger.FIRST_DAY));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] out = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return out;
  }

  private static Row row(JsonNode json, String prefix) {
    Row row = new Row();
    row.calls = json.get(prefix + "calls").asLong();
    row.inputTokens = json.get(prefix + "input_tokens").asLong();
    row.outputTokens = json.get(prefix + "output_tokens").asLong();
    row.cost = json.get(prefix + "cost").decimalValue();
    row.errorRate = json.get("error_rate").decimalValue();
    String[] latencies = {"avg", "p50", "p95", "p99"};
    for (int i = 0; i < latencies.length; i++) {
      row.latencies[i] = json.get(latencies[i] + "_latency_ms").asDouble();
    }
    for (int i = 0; i < Row.PARTS.length; i++) {
      row.parts[i] = json.get(prefix + Row.PARTS[i]).decimalValue();
    }
    return row;
  }
}
