package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLedger.line;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.report.totals.Breakdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostReportTest {
  private static final String TODAY = "holysheep-calls-2026-11-25.7.jsonl";

  @TempDir Path folder;
  private TestLedger ledger;

  @BeforeEach
  void write() throws IOException {
    ledger =
        new TestLedger(folder)
            .file(
                TODAY,
                line("2026-11-25T00:00:00.000Z", "gpt-4.1", 1000, 200, "0.0096", "none", "1500.5"),
                line("2026-11-25T01:00:00.000Z", "gpt-4.1", 1, 0, "0.000008", "none", "500"),
                line("2026-11-25T02:00:00.000Z", "gpt-4.1", 0, 0, "null", "rate_limit", "20"))
            .file(
                "holysheep-calls-2026-11-24.7.jsonl.gz",
                line("2026-11-24T23:59:59.999Z", "deepseek-v3.2", 1, 2, "0.00000126", "none", "1"))
            .file(
                "holysheep-calls-2026-11-18.7.jsonl",
                line("2026-11-18T23:59:59.999Z", "old", 1, 2, "99", "none", "1"));
  }

  @Test
  void textIsATable() throws IOException {
    assertThat(ledger.report()).isZero();
    assertThat(ledger.out)
        .isEqualTo(
            """
            What the calls cost, 2026-11-19 ~ 2026-11-25 (UTC)

            model          calls  tokens in  tokens out      USD  share %  errors %  mean ms  p50 ms  p95 ms  p99 ms
            --------------------------------------------------------------------------------------------------------
            gpt-4.1            3      1,001         200  0.00961    99.99     33.33      674     500   1,501   1,501
            deepseek-v3.2      1          1           2  0.00000     0.01      0.00        1       1       1       1
            --------------------------------------------------------------------------------------------------------
            total              4      1,002         202  0.00961   100.00     25.00      505      20   1,501   1,501
            """);
    assertThat(ledger.err).isEmpty();
  }

  @Test
  void aPartOfACallAddsTokensAndCostButNoCall() throws IOException {
    String part =
        line("2026-11-25T02:00:00.000Z", "gpt-4.1", 10, 20, "0.5", "rate_limit", "null")
            .replace("}", ",\"complete\":true,\"part\":true}");
    String alone = part.replace("gpt-4.1", "advisor").replace("rate_limit", "none");
    String slow = alone.replace("\"latency_ms\":null", "\"latency_ms\":99999");
    ledger.file("holysheep-calls-2026-11-25.8.jsonl", part, alone, slow);

    assertThat(ledger.report()).isZero();
    assertThat(ledger.out)
        .contains(
            """
            advisor            0         20          40  1.00000    66.24      0.00        -       -       -       -
            gpt-4.1            3      1,011         220  0.50961    33.76     33.33      674     500   1,501   1,501
            deepseek-v3.2      1          1           2  0.00000     0.00      0.00        1       1       1       1
            --------------------------------------------------------------------------------------------------------
            total              4      1,032         262  1.50961   100.00     25.00      505      20   1,501   1,501
            """);
  }

  @Test
  void jsonHasExactNumbers() throws IOException {
    assertThat(ledger.report("--format", "json", "--by", "day", "--days", "2")).isZero();
    assertThat(ledger.out)
        .startsWith(
            """
            {
              "period" : "2026-11-24 ~ 2026-11-25",
              "total_calls" : 4,
              "total_errors" : 1,
              "total_input_tokens" : 1002,
              "total_output_tokens" : 202,
              "total_cost" : 0.00960926,
              "previous_period" : "2026-11-22 ~ 2026-11-23",
              "total_previous_cost" : 0,
              "total_change" : null,
              "error_rate" : 25,
              "avg_latency_ms" : 505.375,
              "p50_latency_ms" : 20,
              "p95_latency_ms" : 1500.5,
              "p99_latency_ms" : 1500.5,
              "total_unknown_costs" : 0,
              "skipped_lines" : 0,
              "unread_files" : 0,
              "by_day" : {
                "2026-11-24" : {
                  "calls" : 1,
                  "input_tokens" : 1,
                  "output_tokens" : 2,
                  "cost" : 0.00000126,
                  "error_rate" : 0,
                  "avg_latency_ms" : 1,
            """)
        .contains("\"by_model\" : {\n    \"gpt-4.1\" : {\n      \"calls\" : 3,")
        .endsWith("  \"notes\" : [ ]\n}\n");
  }

  @Test
  void csvHasExactNumbersAndNoTotal() throws IOException {
    assertThat(ledger.report("--format", "csv", "--from", "2026-11-25", "--no-previous")).isZero();
    assertThat(ledger.out)
        .isEqualTo(
            "model,calls,input_tokens,output_tokens,cost,error_rate,avg_latency_ms,p50_latency_ms,"
                + "p95_latency_ms,p99_latency_ms,share,unknown_costs\r\n"
                + "gpt-4.1,3,1001,200,0.009608,33.3333,673.5,500,1500.5,1500.5,100,0\r\n");
  }

  @Test
  void saysOfWhichCallsTheCostIsNotKnown() throws IOException {
    String unknown = line("2026-11-25T02:00:00.000Z", "gpt-4.1", 0, 0, "null", "none", "20");
    String cancelled = unknown.replace("\"none\"", "\"cancelled\"");
    String neverSent = cancelled.replace("\"200\"", "\"error\"");
    ledger.file("holysheep-calls-2026-11-25.8.jsonl", unknown, cancelled, neverSent);

    assertThat(ledger.report("--top", "1")).isZero();
    assertThat(ledger.out)
        .contains("  USD  cost unknown  share %", "  0.00961             2  ")
        .endsWith("\ncalls whose cost is not known, and is in no sum: 2; --waste estimates it\n");
    assertThat(ledger.report("--format", "csv")).isZero();
    assertThat(ledger.out).contains(",unknown_costs\r\n", ",99.9869,2\r\n");
  }

  @Test
  void alignsNamesOfOtherScripts() throws IOException {
    ledger.file(
        TODAY,
        line("2026-11-25T00:00:00.000Z", "搜索团队", 1000, 200, "2", "none", "1500.5"),
        line("2026-11-25T00:00:00.000Z", "gpt-4.1", 1000, 200, "1", "none", "1500.5"));
    assertThat(ledger.report()).isZero();
    assertThat(ledger.out)
        .contains("\n搜索团队           1      1,000", "\ngpt-4.1            1      1,000");
  }

  @Test
  void pricesImagesByTheirForm() throws IOException {
    Path prices = folder.resolve("prices.json");
    String image = ": {\"litellm_provider\": \"openai\", \"mode\": \"image_generation\",";
    Files.writeString(
        prices,
        "{\"art\""
            + image
            + "\"output_cost_per_image\": 0.04}, \"hd/1024-x-1792/art\""
            + image
            + "\"output_cost_per_image\": 0.12}}");
    String drawn = line("2026-11-25T00:00:00.000Z", "art", 0, 0, "0.24", "none", "1");
    ledger.file(
        TODAY,
        drawn
            .replace("put_tokens\":0", "put_tokens\":null")
            .replace("}", ",\"images\":2,\"image_form\":\"hd/1024x1792\"}"));
    assertThat(ledger.report("--format", "csv", "--reprice", "--pricing", prices.toString()))
        .isZero();
    assertThat(ledger.out).contains("art,1,0,0,0.24,0.24,0,");
  }

  @Test
  void reportsCallsThatOtherPricesHaveNoCostFor() throws IOException {
    Path prices = folder.resolve("prices.json");
    Files.writeString(prices, "{\"models\": {\"art\": {\"input\": 5, \"output\": 40}}}");
    String drawn = line("2026-11-25T00:00:00.000Z", "art", 0, 0, "0.16", "none", "1");
    ledger.file(
        TODAY, drawn.replace("put_tokens\":0", "put_tokens\":null").replace("}", ",\"images\":4}"));
    assertThat(ledger.report("--format", "csv", "--reprice", "--pricing", prices.toString()))
        .isZero();
    assertThat(ledger.out).contains("art,1,0,0,0.16,0,-0.16,");
    assertThat(ledger.err).contains("these prices have no plausible cost for them: 1\n");
  }

  @Test
  void showsWhatTheCallsWouldHaveCostWithOtherPrices() throws IOException {
    Path prices = folder.resolve("prices.json");
    Files.writeString(prices, "{\"models\": {\"gpt-4.1\": {\"input\": 2, \"output\": 10}}}");

    assertThat(ledger.report("--format", "csv", "--reprice", "--pricing", prices.toString()))
        .isZero();
    assertThat(ledger.out)
        .contains("gpt-4.1,3,1001,200,0.009608,0.004002,-0.005606,")
        .contains("deepseek-v3.2,1,1,2,0.00000126,0.00000126,0,");
  }

  @Test
  void pricesCacheWritesForAnHourAsTheLiveCallDid() throws IOException {
    Path prices = folder.resolve("prices.json");
    Files.writeString(
        prices,
        "{\"models\": {\"s\": {\"input\": 3, \"output\": 15, \"cached_input\": 0.3,"
            + " \"cache_write\": 3.75}}}");
    String written = "\"cache_write_input_tokens\":";
    String call = line("2026-11-25T00:00:00.000Z", "s", 3010, 10, "0.01593", "none", "1");
    String old = line("2026-11-25T00:00:00.000Z", "s", 3010, 10, "0.01143", "none", "1");
    ledger.file(
        TODAY,
        call.replace(written + "null", written + "3000,\"cache_write_1h_input_tokens\":2000"),
        old.replace(written + "null", written + "3000"),
        old.replace(written + "null", written + "3000,\"cache_write_1h_input_tokens\":null"));

    assertThat(ledger.report("--format", "csv", "--reprice", "--pricing", prices.toString()))
        .isZero();
    assertThat(ledger.out).contains("s,3,9030,30,0.03879,0.03879,0,");
  }

  @Test
  void showsWhatTheCallsWouldHaveCostOnAnotherModel() throws IOException {
    assertThat(ledger.report("--format", "csv", "--reprice", "--as-model", "deepseek-v3.2"))
        .isZero();
    assertThat(ledger.out).contains("gpt-4.1,3,1001,200,0.009608,0.00050442,-0.00910358,");
  }

  @Test
  void reportsCallsThatArePricedByDefault() throws IOException {
    assertThat(ledger.report("--reprice", "--as-model", "gpt-4.1-nana")).isEqualTo(2);
    assertThat(ledger.err)
        .isEqualTo(
            "report: --as-model gpt-4.1-nana has no price of its own: give it one by --pricing\n");

    ledger.file(TODAY, line("2026-11-25T00:00:00.000Z", "gpt-9", 1000, 200, "0.0096", "none", "1"));
    assertThat(ledger.report("--reprice")).isZero();
    assertThat(ledger.out).contains("priced by default, which is a guess: 1 of the calls");
  }

  @Test
  void readsEachFolderAndEachFileOnce() throws IOException {
    ledger.file(
        "holysheep-calls-2026-11-24.7.jsonl",
        line("2026-11-24T23:59:59.999Z", "deepseek-v3.2", 1, 2, "0.00000126", "none", "1"));
    assertThat(ledger.report("--format", "json", "--dir", folder + "/.")).isZero();
    assertThat(ledger.out)
        .contains("\"total_calls\" : 4,")
        .contains("left out, since the same file is there uncompressed: 1");
  }

  @Test
  void namesTheWrongEntryOfAPriceFile() throws IOException {
    Path prices = folder.resolve("prices.json");
    Files.writeString(prices, "{\"models\": {\"gpt-4.1\": {\"input\": -2, \"output\": 10}}}");

    assertThat(ledger.report("--reprice", "--pricing", prices.toString())).isZero();
    assertThat(ledger.out).contains("refused in --pricing: gpt-4.1: input: -2 is not allowed");
    assertThat(ledger.report("--pricing", prices.toString())).isEqualTo(2);
  }

  @Test
  void skipsAndCountsTornAndForeignLines() throws IOException {
    String good = line("2026-11-25T03:00:00.000Z", "m", 1, 1, "0.5", "none", "1");
    ledger.file(
        TODAY,
        good.substring(0, 200),
        good,
        "",
        "{}",
        "[1]",
        "not JSON",
        good + good,
        good.replace("\"latency_ms\":1", "\"latency_ms\":\"1\""),
        good.replace("T03:00:00.000Z", "T03:00:00.000+01:00"),
        good.replace("\"input_tokens\":1", "\"input_tokens\":-1"),
        good.replace("0.5", "1e-13"),
        good.replace("{", "{\"new\":{\"timestamp\":[1]},"),
        good + "\r");
    assertThat(ledger.report("--days", "1", "--format", "csv")).isZero();
    assertThat(ledger.out).contains("m,3,3,3,1.5,");
    assertThat(ledger.err)
        .isEqualTo("report: skipped lines, torn or not written by the agent: 9\n");
  }

  @Test
  void escapesNamesForEachFormat() throws IOException {
    ledger.file(
        TODAY,
        line("2026-11-25T03:00:00.000Z", "=1+1,<b>&\\u001b[2J\\n\\u202e", 1, 1, "1", "none", "1"));
    assertThat(ledger.report("--days", "1")).isZero();
    assertThat(ledger.out).contains("\n=1+1,<b>&\\u001b[2J\\u000a\\u202e  ");
    ledger.report("--days", "1", "--format", "csv");
    assertThat(ledger.out).contains("\n\"'=1+1,<b>&\\u001b[2J\\u000a\\u202e\",1,");
    ledger.report("--days", "1", "--format", "html");
    assertThat(ledger.out)
        .contains("<td>=1+1,&lt;b&gt;&amp;\\u001b[2J\\u000a\\u202e</td>")
        .doesNotContain("<b>", "\u001b", "\u202e");
  }

  @Test
  void keysAboveTheLimitAndRowsBelowTheTopAreSummed() throws IOException {
    String[] lines = new String[Breakdown.MAX_KEYS + 10];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line("2026-11-25T03:00:00.000Z", "m" + i, 1, 1, "0.000001", "none", "1");
    }
    ledger.file(TODAY, lines);
    ledger.report("--days", "1", "--no-previous", "--top", "2");
    assertThat(ledger.out.lines().skip(3))
        .anySatisfy(row -> assertThat(row).startsWith("(other)         10"))
        .anySatisfy(row -> assertThat(row).startsWith("(4999 more)  4,999"))
        .anySatisfy(row -> assertThat(row).startsWith("total        5,010"))
        .last()
        .asString()
        .startsWith(
            "by model: later values than the first 5000 are in (other), whatever they cost");
  }

  @Test
  void namesAFileThatCannotBeReadToItsEnd() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("holysheep-calls-2026-11-24.7.jsonl.gz"));
    Path torn = folder.resolve("holysheep-calls-2026-11-24.8.jsonl.gz");
    Files.write(torn, Arrays.copyOf(whole, whole.length - 20));
    assertThat(ledger.report()).isEqualTo(1);
    assertThat(ledger.out).contains(torn + " was not read to its end: cut short");
  }

  @Test
  void writesToAFile() throws IOException {
    Path file = folder.resolve("report.csv");
    assertThat(ledger.report("--format", "csv", "--out", file.toString())).isZero();
    assertThat(ledger.out).isEmpty();
    assertThat(file).content().startsWith("model,calls,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --by nothing                         | 2 | nothing
          --format pdf                         | 2 | pdf
          --days 0                             | 2 | --days 0: at least 1
          --days many                          | 2 | many
          --from yesterday                     | 2 | yesterday
          --from 2026-02-30                    | 2 | 2026-02-30
          --from 2026-11-25 --to 2026-11-24    | 2 | --from 2026-11-25 is after --to 2026-11-24
          --from 2026-11-25 --days 3           | 2 | --days or --from, not both
          --to 2026-11-25                      | 2 | --to needs --from
          --top -1                             | 2 | --top -1: at least 0
          --what                               | 2 | --what
          --out /no/such/folder/report         | 1 | /no/such/folder/report
          """)
  void reportsWrongOptionsInOneLine(String options, int status, String message) throws IOException {
    assertThat(ledger.report(options.split(" "))).isEqualTo(status);
    assertThat(ledger.err).startsWith("report: ").contains(message).hasLineCount(1);
    assertThat(ledger.out).isEmpty();
  }

  @Test
  void reportsAFolderWithoutALedger() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(ledger.run("--dir", empty.toString())).isEqualTo(1);
    assertThat(ledger.err).isEqualTo("report: no holysheep-calls-*.jsonl in [" + empty + "]\n");
    assertThat(ledger.run("--dir", "/no/such")).isEqualTo(1);
    assertThat(ledger.err).isEqualTo("report: /no/such is not a folder\n");
    assertThat(ledger.run()).isEqualTo(2);
    assertThat(ledger.err).contains("--dir");
  }

  @Test
  void helpNamesTheOptions() throws IOException {
    assertThat(ledger.run("--help")).isZero();
    assertThat(ledger.out).contains("usage: ", "--dir", "--by", "0.4 %");
  }
}
