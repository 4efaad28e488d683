package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLine.at;
import static ai.holysheep.agent.report.TestLine.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger as a table of the specification FOCUS. */
class FocusReportTest {
  @TempDir Path folder;
  private TestLedger ledger;

  @BeforeEach
  void create() {
    ledger = new TestLedger(folder);
  }

  private List<Map<String, String>> charges(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--format", "focus"));
    arguments.addAll(List.of(options));
    assertThat(ledger.report(arguments.toArray(new String[0]))).as(ledger.err).isZero();
    List<List<String>> lines = ledger.out.lines().map(FocusReportTest::cells).toList();
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      assertThat(line).hasSameSizeAs(lines.get(0));
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < line.size(); i++) {
        row.put(lines.get(0).get(i), line.get(i));
      }
      rows.add(row);
    }
    FocusRules.check(new HashSet<>(lines.get(0)), rows);
    return rows;
  }

  /** By RFC 4180. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
        cell.append(quoted && cell.length() > 0 ? "\"" : "");
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static BigDecimal sum(List<Map<String, String>> rows, String column) {
    return rows.stream()
        .map(row -> new BigDecimal(row.get(column)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void hasARowForEachMeterOfADayAModelAndAnOwner() throws IOException {
    ledger.today(
        call("gpt-4.1", 1_000_000, 500_000, "6")
            .with("cached_input_tokens", "400000")
            .parts("1.2", "0.2", "0", "4", "0", "0", "0", "0.6")
            .with("web_searches", "60")
            .text("service_tier", "flex")
            .text("service", "shop")
            .text("entry", "com.shop.FaqBot.answer")
            .with("labels", "{\"team\":\"search\"}")
            .with("headers", "{\"X-Tenant\":\"acme\"}")
            .text("user", "u1"));

    List<Map<String, String>> rows = charges();

    assertThat(rows)
        .extracting(row -> row.get("SkuMeter"))
        .containsExactly("Input tokens", "Cached input tokens", "Output tokens", "Web searches");
    assertThat(rows.get(0))
        .containsEntry("BilledCost", "1.2")
        .containsEntry("BillingAccountId", "HolySheep")
        .containsEntry("BillingPeriodStart", "2026-11-01T00:00:00Z")
        .containsEntry("BillingPeriodEnd", "2026-12-01T00:00:00Z")
        .containsEntry("ChargePeriodStart", "2026-11-25T00:00:00Z")
        .containsEntry("ChargePeriodEnd", "2026-11-26T00:00:00Z")
        .containsEntry("ChargeDescription", "gpt-4.1: input tokens")
        .containsEntry("ConsumedQuantity", "600000")
        .containsEntry("ConsumedUnit", "Tokens")
        .containsEntry("PricingQuantity", "0.6")
        .containsEntry("PricingUnit", "1000000 Tokens")
        .containsEntry("ListUnitPrice", "2")
        .containsEntry("SkuId", "gpt-4.1/input")
        .containsEntry("SkuPriceId", "gpt-4.1/input/flex")
        .containsEntry(
            "Tags",
            "{\"agent/entry\":\"com.shop.FaqBot.answer\",\"agent/service\":\"shop\","
                + "\"header/X-Tenant\":\"acme\",\"team\":\"search\"}");
    assertThat(rows.get(3))
        .containsEntry("ConsumedQuantity", "60")
        .containsEntry("ListUnitPrice", "0.01");
    assertThat(ledger.out).doesNotContain("u1");
    assertThat(charges("--by", "user", "--provider", "Acme", "--billing-account", "42").get(0))
        .containsEntry("BillingAccountId", "42")
        .containsEntry("InvoiceIssuerName", "Acme")
        .hasEntrySatisfying("Tags", tags -> assertThat(tags).contains("\"agent/user\":\"u1\""));
  }

  @Test
  void tagsThatReadTheSameAreStillTheTagsOfTwoOwners() throws IOException {
    ledger.today(
        call("m", 1, 0, "1").with("headers", "{\"X-A\":\"1, header/X-B=2\"}"),
        call("m", 1, 0, "2").with("headers", "{\"X-A\":\"1\",\"X-B\":\"2\"}"));

    assertThat(sum(charges(), "BilledCost")).isEqualByComparingTo("3");
  }

  @Test
  void countsImagesSecondsAndPagesWhereTheyArePaid() throws IOException {
    TestLine line = call("m", 0, 0, "0.5").with("input_tokens", "null");
    ledger.today(
        line.with("images", "4").parts("0", "0", "0", "0", "0", "0", "0.5"),
        line.with("audio_seconds", "12.5").parts("0", "0", "0", "0", "0", "0.5"),
        line.with("pages", "100").parts("0", "0", "0", "0", "0", "0", "0", "0", "0.5"),
        // Paid by tokens, and by call.
        call("m", 0, 50, "0.5")
            .with("images", "1")
            .with("image_output_tokens", "50")
            .parts("0", "0", "0", "0", "0", "0", "0.5"),
        call("m", 90, 0, "0.5")
            .with("audio_seconds", "3.25")
            .with("audio_input_tokens", "90")
            .parts("0", "0", "0", "0", "0", "0.5"),
        line.parts("0", "0", "0", "0", "0", "0", "0", "0", "0.5"));

    assertThat(charges())
        .extracting(
            row ->
                String.join(
                    " ",
                    row.get("SkuId"),
                    row.get("ConsumedQuantity"),
                    row.get("ConsumedUnit"),
                    row.get("PricingQuantity"),
                    row.get("ListUnitPrice")))
        .containsExactlyInAnyOrder(
            "m/audio 90 Tokens 0.00009 5555.55555555555555555555555555555556",
            "m/audio_seconds 12.5 Seconds 12.5 0.04",
            "m/image 50 Tokens 0.00005 10000",
            "m/images 4 Images 4 0.125",
            "m/request 1 Requests 1 0.5",
            "m/pages 100 Pages 100 0.005");
  }

  @Test
  void addsUpToTheLedgersCostWhateverTheLinesSplit() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    List<String> lines = new ArrayList<>();
    BigDecimal cost = BigDecimal.ZERO;
    for (int i = 0; i < 300; i++) {
      BigDecimal input = BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 12);
      BigDecimal output = BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 12);
      BigDecimal total = input.add(output);
      cost = cost.add(total);
      TestLine line =
          at(
              "2026-11-24T0" + i % 9 + ":00:00.000Z",
              "m" + i % 5,
              random.nextInt(2000),
              i,
              total.toPlainString());
      line = i % 3 == 0 ? line : line.text("entry", "E" + i % 4);
      line =
          i % 4 == 0 ? line.parts(input.toPlainString(), "0", "0", output.toPlainString()) : line;
      lines.add(
          line.with("input_cost", i % 4 == 1 ? input.toPlainString() : "null")
              .with("output_cost", i % 4 == 1 ? output.toPlainString() : "null")
              .toString());
    }
    ledger.file("holysheep-calls-2026-11-24.7.jsonl", lines.toArray(new String[0]));

    List<Map<String, String>> rows = charges();

    assertThat(sum(rows, "BilledCost")).isEqualByComparingTo(cost);
    assertThat(rows).extracting(row -> row.get("SkuMeter")).contains("Usage that is not split");
  }

  @Test
  void hasNoRowForCallsThatUsedNothing() throws IOException {
    ledger.today(
        call("m", 0, 0, "null").with("input_tokens", "null").with("output_tokens", "null"));
    assertThat(charges()).isEmpty();
  }

  @Test
  void keepsToTheRulesWithHostileNames() throws IOException {
    ledger.today(
        call("=1+1\\n\\u202e,\\\"", 5, 5, "0.5")
            .with("labels", "{\"=a\":\"-1,;=2\\u001b\",\"b\":{\"c\":[[1]]},\"\":\"x\",\"d\":5}")
            .text("service_tier", "@x")
            .text("entry", "\\ud800"));
    List<Map<String, String>> rows = charges();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("SkuId")).startsWith("'=1+1");
    assertThat(rows.get(0).get("Tags")).contains("\"agent/entry\":\"\\uFFFD\"");
  }

  @Test
  void chargesByDayWhatComesAfterTheLimitOfGroups() throws IOException {
    String[] lines = new String[20_050];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = call("m" + i, 1, 1, "0.5").text("entry", "E") + "";
    }
    ledger.file("holysheep-calls-2026-11-25.7.jsonl", lines);
    assertThat(ledger.report("--format", "focus")).isZero();
    assertThat(ledger.out.lines()).hasSize(20_002);
    assertThat(ledger.out).contains(",(other): usage that is not split,");
    assertThat(ledger.err).contains("charged by day only").contains(" lines; ask for fewer days");
  }
}
