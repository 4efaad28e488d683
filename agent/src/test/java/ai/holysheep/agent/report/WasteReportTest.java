package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLine.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was paid for in vain, and the estimates beside it. */
class WasteReportTest {
  @TempDir Path folder;
  private TestLedger ledger;
  private Path prices;

  @BeforeEach
  void writePrices() throws IOException {
    ledger = new TestLedger(folder);
    prices = folder.resolve("prices.json");
    Files.writeString(
        prices,
        "{\"models\": {\"s\": {\"input\": 3, \"output\": 15, \"cached_input\": 0.3,"
            + " \"cache_write\": 3.75}, \"plain\": {\"input\": 1, \"output\": 2}}}");
  }

  private JsonNode json(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--waste", "--format", "json"));
    arguments.addAll(List.of("--pricing", prices.toString()));
    arguments.addAll(List.of(options));
    assertThat(ledger.report(arguments.toArray(new String[0]))).as(ledger.err).isZero();
    return new ObjectMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .readTree(ledger.out);
  }

  private static String usd(JsonNode row, String key) {
    return row.get(key).isNull() ? "null" : row.get(key).decimalValue().toPlainString();
  }

  @Test
  void isSummedByReasonAndModelEntryAndCaller() throws IOException {
    TestLine wasted = call("s", 10, 1, "0.5").text("waste", "truncated");
    ledger.today(
        wasted.text("entry", "com.shop.FaqBot.answer"),
        wasted.text("waste", "duplicate"),
        wasted.with("part", "true"),
        call("s", 10, 1, "1"));

    JsonNode report = json();

    assertThat(usd(report, "total_cost")).isEqualTo("2.5");
    assertThat(usd(report, "wasted_cost")).isEqualTo("1.5");
    assertThat(usd(report, "wasted_share")).isEqualTo("60");
    assertThat(report.get("wasted_calls").asInt()).isEqualTo(2);
    JsonNode first = report.get("by_waste_and_model").get(0);
    assertThat(first.get("waste").asText()).isEqualTo("truncated");
    assertThat(first.get("model").asText()).isEqualTo("s");
    assertThat(usd(first, "wasted_cost")).isEqualTo("1");
    assertThat(usd(first, "share")).isEqualTo("40");
    assertThat(report.get("by_waste_and_entry")).hasSize(3);
    assertThat(report.get("by_waste_and_caller")).hasSize(2);
    assertThat(json("--by", "entry").get("by_waste_and_entry")).hasSize(3);
  }

  @Test
  void hasTheCachesSavingsByCallerAndModel() throws IOException {
    ledger.today(
        call("s", 1000, 0, "0.1").with("cached_input_tokens", "400"),
        call("s", 1000, 0, "0.1").with("cache_write_input_tokens", "800"),
        call("plain", 1000, 0, "0.1").with("cached_input_tokens", "400"),
        call("no-such-model", 1000, 0, "0.1").with("cached_input_tokens", "400"));

    JsonNode report = json();

    JsonNode row = report.get("cache_savings").get(0);
    assertThat(row.get("caller").asText()).isEqualTo("com.shop.Chat.answer");
    assertThat(row.get("model").asText()).isEqualTo("s");
    assertThat(row.get("calls").asInt()).isEqualTo(2);
    assertThat(usd(row, "hit_rate")).isEqualTo("20");
    // 400 tokens x 2.7 USD a million.
    assertThat(usd(row, "estimated_savings")).isEqualTo("0.00108");
    // 800 tokens x 0.75 USD a million, and half of those were not read.
    assertThat(usd(row, "estimated_write_premium")).isEqualTo("0.0006");
    assertThat(usd(row, "estimated_unread_write_premium_min")).isEqualTo("0.0003");
    // 600 and 200 tokens x 2.7 USD a million.
    assertThat(usd(row, "estimated_missed_max")).isEqualTo("0.00216");
    JsonNode plain = report.get("cache_savings").get(1);
    assertThat(usd(plain, "estimated_savings")).isEqualTo("null");
    assertThat(usd(plain, "estimated_missed_max")).isEqualTo("null");
    assertThat(report.get("cache_savings")).hasSize(2);
    assertThat(report.get("notes").toString()).contains("since their model has no price: 1");
  }

  @Test
  void hasARangeForCallsWithoutUsageFromCallsOfTheSameModelAndEntry() throws IOException {
    List<Object> lines = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      lines.add(call("s", 1, 1, "0." + (1000 + i)).text("entry", "Faq"));
    }
    TestLine unpriced = call("s", 0, 0, "null").with("input_tokens", "null");
    lines.add(unpriced.text("entry", "Faq"));
    lines.add(unpriced.text("entry", "Faq"));
    lines.add(unpriced.text("entry", "New"));
    lines.add(call("whisper", 0, 0, "null"));
    lines.add(unpriced.text("entry", "Faq").text("error_type", "cancelled"));
    lines.add(unpriced.text("error_type", "timeout").text("status_code", "timeout"));
    lines.add(unpriced.text("error_type", "network").text("status_code", "error"));
    lines.add(unpriced.text("error_type", "rate_limit").text("status_code", "429"));
    lines.add(unpriced.with("part", "true"));
    lines.add(unpriced.text("model", ""));
    ledger.today(lines.toArray());

    JsonNode report = json();

    JsonNode rows = report.get("calls_without_usage");
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0).get("calls").asInt()).isEqualTo(3);
    assertThat(rows.get(0).get("ended_early").asInt()).isEqualTo(1);
    assertThat(usd(rows.get(0), "cost_low")).isEqualTo("0.201");
    assertThat(usd(rows.get(0), "cost_high")).isEqualTo("0.3285");
    assertThat(rows.get(0).get("basis").asText()).isEqualTo("calls of the same model and entry");
    assertThat(rows.get(1).get("entry").asText()).isEqualTo("New");
    assertThat(rows.get(1).get("basis").asText()).isEqualTo("calls of the same model");
    assertThat(usd(rows.get(1), "cost_low")).isEqualTo("0.1005");
    assertThat(rows.get(2).get("ended_early").asInt()).isEqualTo(1);
    assertThat(usd(rows.get(2), "cost_low")).isEqualTo("0");
    assertThat(usd(rows.get(2), "cost_high")).isEqualTo("0.1095");
    assertThat(rows.get(3).get("model").asText()).isEqualTo("whisper");
    assertThat(usd(rows.get(3), "cost_low")).isEqualTo("null");
    // A range is in no sum.
    assertThat(usd(report, "total_cost")).isEqualTo("10.505");
  }

  @Test
  void isReadableForPeople() throws IOException {
    ledger.today(
        call("s", 10, 1, "0.5").text("waste", "truncated").text("entry", "com.shop.FaqBot.answer"),
        call("s", 0, 0, "null").text("entry", "com.shop.FaqBot.answer"));
    assertThat(ledger.report("--waste", "--by", "entry", "--pricing", prices + "")).isZero();
    assertThat(ledger.out)
        .isEqualTo(
            """
            What was paid for in vain, 2026-11-19 ~ 2026-11-25 (UTC)

            Paid for in vain, by reason and entry

            waste      entry                   calls  tokens in  tokens out  USD wasted  % of all cost
            ------------------------------------------------------------------------------------------
            truncated  com.shop.FaqBot.answer      1         10           1     0.50000         100.00
            ------------------------------------------------------------------------------------------
            total                                  1         10           1     0.50000         100.00

            Estimate: savings by the cache, by entry and model

            entry                   model  calls  cached in  % of in  USD saved  USD for writes  not read, at least  USD missed, at most
            ----------------------------------------------------------------------------------------------------------------------------
            com.shop.FaqBot.answer  s          1          0     0.00    0.00000         0.00000             0.00000              0.00003

            Estimate: calls whose cost is not known, by model and entry

            model  entry                   calls  ended early  USD from   USD to  known calls  estimate by
            ----------------------------------------------------------------------------------------------------------
            s      com.shop.FaqBot.answer      1            0   0.50000  0.50000            1  calls of the same model

            all 2 calls together cost 0.50000 USD

            what is marked as an estimate belongs to no sum; '-': the price table has no price for cached input, or this ledger has no call to estimate by
            """);
  }
}
