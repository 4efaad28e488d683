package ai.holysheep.agent.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In every engine, the shipped SQL gives the same numbers as the report. */
class SqlTest {
  private static final String ESCAPED = "a \\\"name\\\", with {\\\"total_cost\\\":9} and ü";

  @TempDir static Path folder;
  private static Map<String, Row> expected;

  @BeforeAll
  static void write() throws Exception {
    new GeneratedLedger().write(folder, 4, 1500);
    compress(file(1));
    byte[] lines = Files.readAllBytes(file(2));
    String first = Files.readAllLines(file(2)).get(0);
    Files.writeString(
        file(3),
        first
                .replace("2026-11-02T", "2026-11-03T")
                .replaceFirst(
                    "\"model\":\"[^\"]*", Matcher.quoteReplacement("\"model\":\"" + ESCAPED))
                .replaceFirst("\"total_cost\":[^,]*", "\"total_cost\":1234567.123456789012")
            + "\nnot ours\n{}\n\n",
        StandardOpenOption.APPEND);
    // The last line is cut in the middle.
    Files.write(file(2), Arrays.copyOf(lines, lines.length - 100));
    expected = ReportRun.allKeys(folder);
    assertThat(expected)
        .hasSizeGreaterThan(15)
        .containsKey("model a \"name\", with {\"total_cost\":9} and ü");
    assertThat(expected.get("total total").calls).isEqualTo(6000);
  }

  private static Path file(int day) {
    return folder.resolve("holysheep-calls-2026-11-0" + day + ".7.jsonl");
  }

  private static void compress(Path file) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
      Files.copy(file, out);
    }
    Files.delete(file);
  }

  @Test
  void duckDbGivesTheReportsNumbers() throws Exception {
    compare(expected, new DuckDb().report(folder + "/*.jsonl*"));
  }

  @Test
  void sparkGivesTheReportsNumbers() throws Exception {
    compare(expected, Spark.report(folder + "/*.jsonl*"));
  }

  static void compare(Map<String, Row> expected, Map<String, Row> rows) {
    assertThat(rows).containsOnlyKeys(expected.keySet());
    expected.forEach((key, row) -> compare(key, rows.get(key), row));
  }

  private static void compare(String key, Row actual, Row report) {
    assertThat(actual.calls).as(key).isEqualTo(report.calls);
    assertThat(actual.inputTokens).as(key).isEqualTo(report.inputTokens);
    assertThat(actual.outputTokens).as(key).isEqualTo(report.outputTokens);
    assertThat(actual.cost).as(key).isEqualByComparingTo(report.cost);
    BigDecimal parts = BigDecimal.ZERO;
    for (int i = 0; i < Row.PARTS.length; i++) {
      assertThat(actual.parts[i]).as(key + Row.PARTS[i]).isEqualByComparingTo(report.parts[i]);
      parts = parts.add(actual.parts[i]);
    }
    assertThat(parts).as(key).isEqualByComparingTo(report.cost);
    BigDecimal errorRate =
        BigDecimal.valueOf(100 * actual.errors)
            .divide(BigDecimal.valueOf(actual.calls), 4, RoundingMode.HALF_UP);
    assertThat(errorRate).as(key).isEqualByComparingTo(report.errorRate);
    assertThat(actual.latencies[0]).as(key).isCloseTo(report.latencies[0], within(0.001));
    for (int i = 1; i < 4; i++) {
      // Above 128 calls, the report's quantiles are the middles of buckets.
      double allowed = report.calls <= 128 ? 0 : 0.004 * actual.latencies[i];
      assertThat(report.latencies[i]).as(key).isCloseTo(actual.latencies[i], within(allowed));
    }
  }
}
