package ai.holysheep.agent.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packaged jar's own report. */
final class ReportRun {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private ReportRun() {}

  /** Every row by its key's name and value. */
  static Map<String, Row> every(Path folder) throws IOException, InterruptedException {
    Map<String, Row> rows = new TreeMap<>();
    for (String by : new String[] {"model", "caller", "day", "endpoint", "error_type"}) {
      JsonNode report = JSON.readTree(run(folder, "--by", by, "--format", "json"));
      report
          .get("by_" + by)
          .properties()
          .forEach(row -> rows.put(by + " " + row.getKey(), row(row.getValue(), "")));
      rows.put("total total", row(report, "total_"));
    }
    return rows;
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

  private static Row row(JsonNode figures, String prefix) {
    Row row = new Row();
    row.calls = figures.get(prefix + "calls").asLong();
    row.inputTokens = figures.get(prefix + "input_tokens").asLong();
    row.outputTokens = figures.get(prefix + "output_tokens").asLong();
    row.cost = figures.get(prefix + "cost").decimalValue();
    row.errorRate = figures.get("error_rate").decimalValue();
    String[] latencies = {"avg", "p50", "p95", "p99"};
    for (int i = 0; i < latencies.length; i++) {
      row.latencies[i] = figures.get(latencies[i] + "_latency_ms").asDouble();
    }
    return row;
  }
}
