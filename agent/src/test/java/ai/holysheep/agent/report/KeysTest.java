package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLine.at;
import static ai.holysheep.agent.report.TestLine.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys that calls are summed by, and chosen by. */
class KeysTest {
  @TempDir Path folder;
  private TestLedger ledger;

  @BeforeEach
  void write() throws IOException {
    TestLine ours =
        call("gpt-4.1", 10, 1, "0.5")
            .text("entry", "com.shop.FaqBot.answer")
            .text("service", "shop")
            .text("host", "node-1")
            .with("labels", "{\"team\":\"search\",\"env\":\"prod\"}")
            .with("headers", "{\"X-Tenant\":\"acme\"}")
            .text("user", "u1")
            .text("api_key", "0a1b2c3d")
            .text("service_tier", "flex")
            .text("waste", "truncated");
    ledger =
        new TestLedger(folder)
            .today(
                ours,
                ours.with("labels", "{\"team\":\"chat\"}").with("waste", "null"),
                ours.text("error_type", "timeout").text("status_code", "timeout"),
                ours.text("model", "sonnet").text("error_code", "overloaded"),
                call("old", 10, 1, "2"));
  }

  @ParameterizedTest
  @CsvSource({
    "entry, com.shop.FaqBot.answer",
    "service, shop",
    "host, node-1",
    "label:team, search",
    "team, search",
    "LABEL:env, prod",
    "header:X-Tenant, acme",
    "header:x-tenant, acme",
    "X-TENANT, acme",
    "user, u1",
    "API_KEY, 0a1b2c3d",
    "service_tier, flex",
    "client, okhttp",
    "waste, truncated",
    "status_code, timeout",
    "error_code, overloaded",
    "error_type, timeout",
    "month, 2026-11",
    "day, 2026-11-25"
  })
  void sumAndChoose(String key, String value) throws IOException {
    String row =
        ledger.csv("--by", key).stream().filter(r -> r.startsWith(value + ",")).findFirst().get();
    String calls = row.split(",")[1];

    assertThat(ledger.csv("--where", key + "=" + value, "--by", "client"))
        .singleElement()
        .asString()
        .startsWith("okhttp," + calls + ",");
  }

  @Test
  void twoOfThemAreTwoColumns() throws IOException {
    assertThat(ledger.csv("--by", "entry,model"))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("unknown,old,1,10,1,2,"),
            row -> assertThat(row).startsWith("com.shop.FaqBot.answer,gpt-4.1,3,30,3,1.5,"),
            row -> assertThat(row).startsWith("com.shop.FaqBot.answer,sonnet,1,10,1,0.5,"));
    assertThat(ledger.out).startsWith("entry,model,calls,input_tokens,");
    ledger.report("--by", "entry,model", "--format", "json");
    assertThat(ledger.out)
        .contains("\"by_entry_and_model\" : [ {\n    \"entry\" : \"unknown\",")
        .contains("\"by_model\" : {");
  }

  @Test
  void twoOfThemAreShownToPeople() throws IOException {
    ledger.report("--by", "team,waste", "--top", "2");
    assertThat(ledger.out)
        .isEqualTo(
            """
            What the calls cost, 2026-11-19 ~ 2026-11-25 (UTC)

            team      waste      calls  tokens in  tokens out      USD  share %  errors %  mean ms  p50 ms  p95 ms  p99 ms
            --------------------------------------------------------------------------------------------------------------
            unknown   none           1         10           1  2.00000    50.00      0.00        2       2       2       2
            search    truncated      3         30           3  1.50000    37.50     33.33        2       2       2       2
            (1 more)                 1         10           1  0.50000    12.50      0.00        2       2       2       2
            --------------------------------------------------------------------------------------------------------------
            total                    5         50           5  4.00000   100.00     20.00        2       2       2       2
            """);
  }

  @Test
  void inOrderOfTimeComeBeforeTheCost() throws IOException {
    ledger.file(
        "holysheep-calls-2026-11-24.7.jsonl",
        at("2026-11-24T01:00:00.000Z", "old", 1, 1, "1") + "");
    assertThat(ledger.csv("--by", "day,model", "--top", "2"))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("2026-11-25,old,1,"),
            row -> assertThat(row).startsWith("2026-11-25,gpt-4.1,3,"),
            row -> assertThat(row).startsWith("(2 more),,2,"));
    assertThat(ledger.csv("--by", "month,model")).first().asString().startsWith("2026-11,old,2,");
  }

  @Test
  void allConditionsHaveToHold() throws IOException {
    assertThat(ledger.csv("--where", "model=gpt-4.1", "--where", "label:team=chat"))
        .singleElement()
        .asString()
        .startsWith("gpt-4.1,1,10,1,0.5,");
    assertThat(ledger.csv("--where", "model=gpt-4")).isEmpty();
    assertThat(ledger.csv("--where", "entry=unknown"))
        .singleElement()
        .asString()
        .startsWith("old,");
    ledger.report("--where", "model=gpt-4.1");
    assertThat(ledger.out).endsWith("\nonly model=gpt-4.1\n");
  }

  @Test
  void aConditionIsNoPattern() throws IOException {
    String odd = "a*[1]=\\\"x\\\" 'y' \\\\d, %20";
    ledger.file(
        "holysheep-calls-2026-11-24.7.jsonl",
        at("2026-11-24T01:00:00.000Z", "m", 1, 1, "1").with("labels", "{\"team\":\"" + odd + "\"}")
            + "");
    assertThat(ledger.csv("--where", "team=a*[1]=\"x\" 'y' \\d, %20")).hasSize(1);
    assertThat(ledger.csv("--where", "team=a*")).isEmpty();
    assertThat(ledger.csv("--where", "team=.*")).isEmpty();
    assertThat(ledger.csv("--where", "team= search")).isEmpty();
  }

  @Test
  void aConditionSelectsOfAnInvoiceToo() throws IOException {
    Path invoice = folder.resolve("invoice.csv");
    Files.writeString(invoice, "date,model,cost\n2026-11-25,gpt-4.1,0.5\n");
    assertThat(ledger.csv("--reconcile", invoice + "", "--where", "team=chat"))
        .containsExactly("2026-11-25,gpt-4.1,1,0.5,0.5,0,0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --by nothing                   | --by nothing: no call has a label or a header with this name
          --by model,nothing             | --by nothing: no call has
          --by model,model               | 'model,model': one key, or two different ones
          --by model,day,entry           | 'model,day,entry': one key, or two different ones
          --by model,                    | '' is no key: model, entry,
          --by label:                    | 'label:' is no key
          --by foot:x                    | 'foot:x' is no key
          --where model                  | --where model: KEY=VALUE
          --where team=                  | --where team=: calls without a value have the value unknown
          --where taem=search            | --where taem: no call has a label or a header with this name
          --where taem=unknown           | --where taem: no call has a label or a header
          --calls --where taem=search    | --where taem: no call has a label or a header
          --where =model                 | --where =model: KEY=VALUE
          --calls --by model             | --calls does not go with --by
          --calls --waste                | --calls does not go with --waste
          --waste --parts                | --waste does not go with --parts
          --waste --by model,entry       | --waste: one key in --by
          --waste --reprice              | --waste goes with neither --reprice nor --as-model
          --calls --pricing x            | --calls does not go with --reprice, --pricing and --as-model
          --errors                       | --sort, --errors and --trace need --calls
          --trace 1                      | --sort, --errors and --trace need --calls
          --calls --sort oldest          | oldest
          --calls --top 10001            | --top 10001: at most 10000 with --calls
          --format focus --calls         | --calls does not go with --format focus
          --format focus --top 3         | --top does not go with --format focus
          --format focus --from 0001-01-01 | --format focus: at most 3660 days
          --provider x                   | --provider and --billing-account need --format focus
          """)
  void wrongOptionsAreNamedInOneLine(String options, String message) throws IOException {
    assertThat(ledger.report(options.split(" "))).isEqualTo(2);
    assertThat(ledger.err).startsWith("report: ").contains(message).hasLineCount(1);
    assertThat(ledger.out).isEmpty();
  }
}
