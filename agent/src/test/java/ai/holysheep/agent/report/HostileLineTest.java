package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLedger.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One line that the agent did not write, or that has absurd numbers, among good ones. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileLineTest {
  private static final String TODAY = "holysheep-calls-2026-11-25.7.jsonl";
  private static final String GOOD =
      line("2026-11-25T03:00:00.000Z", "m", 1, 1, "0.5", "none", "2");

  @TempDir Path folder;

  static Stream<Arguments> foreignLines() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String number :
        new String[] {
          "1e99999999999",
          "1e999999999",
          "1e99999999",
          "-1e99999999",
          "1e-99999999",
          "1e-999999999",
          "1e-99999999999",
          "9223372036854775808",
          "9".repeat(900),
          "9".repeat(2000),
          "-1",
          "-0.1",
          "NaN",
          "Infinity",
          "-Infinity",
          "true",
          "\"1\"",
          "{}",
          "[1]",
          "1e",
          "0x10",
          "01",
        }) {
      lines.put("input tokens " + number, GOOD.replace("\"input_tokens\":1", tokens(number)));
      lines.put("cost " + number, GOOD.replace("0.5", number));
      lines.put("latency " + number, GOOD.replace("latency_ms\":2", "latency_ms\":" + number));
    }
    lines.put("tokens with decimals", GOOD.replace("\"input_tokens\":1", tokens("1.5")));
    for (String time :
        new String[] {
          "",
          "2026-11-25",
          "2026-11-25xT03:00:00Z",
          "2026-11-25 03:00:00Z",
          "2026-11-25T03:00:00",
          "2026-11-25T03:00:00+01:00",
          "2026-02-30T03:00:00Z",
          "-999-11-25T03:00:00Z",
          "+12026-11-25T03:00:00Z",
          "12026-11-25T03:00:00Z",
          "T03:00:00Z",
          "\\u0000",
        }) {
      lines.put("time " + time, GOOD.replace("2026-11-25T03:00:00.000Z", time));
    }
    lines.put(
        "one key twice", GOOD.replace("\"latency_ms\":2", "\"latency_ms\":2,\"model\":\"n\""));
    lines.put(
        "cost twice", GOOD.replace("\"total_cost\":0.5", "\"total_cost\":0.5,\"total_cost\":9"));
    lines.put("a model that is an object", GOOD.replace("\"model\":\"m\"", "\"model\":{\"m\":1}"));
    lines.put(
        "a model that is a number", GOOD.replace("\"model\":\"m\"", "\"model\":1e99999999999"));
    lines.put("a name of a megabyte", GOOD.replace("\"m\"", '"' + "m".repeat(1_000_000) + '"'));
    lines.put("a name of 513 characters", GOOD.replace("\"m\"", '"' + "m".repeat(513) + '"'));
    lines.put("a line of two megabytes", "{\"a\":\"" + "x".repeat(2_000_000) + "\"}");
    lines.put("deep nesting", GOOD.replace("{", "{\"a\":" + "[".repeat(500_000)));
    lines.put("deep objects", "{\"a\":".repeat(100_000));
    lines.put("a long key", GOOD.replace("{", "{\"" + "k".repeat(900_000) + "\":1,"));
    lines.put("bytes that are not UTF-8", GOOD.replace("\"m\"", "\"\\ud800\"").substring(0, 60));
    lines.put("a NUL", "\0".repeat(100));
    return lines.entrySet().stream().map(line -> Arguments.of(line.getKey(), line.getValue()));
  }

  private static String tokens(String number) {
    return "\"input_tokens\":" + number;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("foreignLines")
  void isSkippedAndCounted(String name, String foreign) throws IOException {
    TestLedger ledger = new TestLedger(folder).file(TODAY, GOOD, foreign, GOOD);

    assertThat(ledger.report("--format", "csv")).isZero();

    assertThat(ledger.out).endsWith("\r\nm,2,2,2,1,0,2,2,2,2,100,0\r\n").hasLineCount(2);
    assertThat(ledger.err)
        .isEqualTo("report: skipped lines, torn or not written by the agent: 1\n");
  }

  /** The greatest values that the agent can write: a {@code long} in units of each number. */
  @Test
  void ofTheAgentIsSummedExactlyWhateverItsNumbersAre() throws IOException {
    String greatest =
        line(
            "2026-11-25T03:00:00.000Z",
            "m",
            Long.MAX_VALUE,
            2_000_000_000_000L,
            "9223372.036854775807",
            "none",
            "9223372036854775.807");
    String[] lines = new String[1000];
    Arrays.fill(lines, greatest);
    TestLedger ledger = new TestLedger(folder).file(TODAY, lines);

    assertThat(ledger.report("--format", "json")).isZero();

    assertThat(ledger.out)
        .contains("\"skipped_lines\" : 0,")
        .contains("\"total_input_tokens\" : 9223372036854775807000,")
        .contains("\"total_output_tokens\" : 2000000000000000,")
        .contains("\"total_cost\" : 9223372036.854775807,")
        .contains("\"avg_latency_ms\" : 9223372036854775.807,");
  }

  @Test
  void isReadWhateverUnknownKeysItHas() throws IOException {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      keys.append("\"k").append(i).append("\":").append(i).append(',');
    }
    TestLedger ledger = new TestLedger(folder);
    ledger.file(TODAY, GOOD, GOOD.replace("{", "{" + keys), GOOD);

    assertThat(ledger.report("--format", "csv")).isZero();
    assertThat(ledger.out).contains("m,3,3,3,1.5,");
  }
}
