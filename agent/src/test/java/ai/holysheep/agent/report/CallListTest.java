package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLine.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single calls. */
class CallListTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir Path folder;
  private TestLedger ledger;

  @BeforeEach
  void write() throws IOException {
    TestLine call = at("2026-11-25T03:00:00.100Z", "gpt-4.1", 10, 1, "0.5");
    ledger =
        new TestLedger(folder)
            .today(
                call.text("request_id", "req_1").text("entry", "com.shop.FaqBot.answer"),
                at("2026-11-25T03:00:00.300Z", "gpt-4.1", 0, 0, "null")
                    .with("input_tokens", "null")
                    .with("output_tokens", "null")
                    .text("status_code", "429")
                    .text("error_type", "rate_limit")
                    .text("error_code", "tokens_per_min")
                    .text("request_id", "req_2")
                    .text("trace_id", TRACE)
                    .with("latency_ms", "7.125"),
                at("2026-11-25T03:00:00.200Z", "sonnet", 10, 1, "1.5")
                    .text("request_id", "req_3")
                    .text("waste", "truncated"));
  }

  private List<String> requests(String... options) throws IOException {
    String[] all = new String[options.length + 1];
    all[0] = "--calls";
    System.arraycopy(options, 0, all, 1, options.length);
    List<String> rows = ledger.csv(all);
    int column = List.of(ledger.out.lines().findFirst().get().split(",")).indexOf("request_id");
    return rows.stream().map(row -> row.split(",", -1)[column]).toList();
  }

  @Test
  void areShownNewestFirst() throws IOException {
    assertThat(requests()).containsExactly("req_2", "req_3", "req_1");
    assertThat(requests("--top", "1")).containsExactly("req_2");
    assertThat(requests("--top", "0")).isEmpty();
  }

  @Test
  void areSortedByCostOrLatency() throws IOException {
    assertThat(requests("--sort", "cost")).containsExactly("req_3", "req_1", "req_2");
    assertThat(requests("--sort", "latency", "--top", "1")).containsExactly("req_2");
  }

  @Test
  void areFoundByTheirErrorTraceAndKeys() throws IOException {
    assertThat(requests("--errors")).containsExactly("req_2");
    assertThat(requests("--errors", "--trace", TRACE.toUpperCase(Locale.ROOT)))
        .containsExactly("req_2");
    assertThat(requests("--trace", "4bf9")).isEmpty();
    assertThat(requests("--where", "model=gpt-4.1")).containsExactly("req_2", "req_1");
  }

  @Test
  void areATableForPeople() throws IOException {
    assertThat(ledger.report("--calls")).isZero();
    assertThat(ledger.out)
        .isEqualTo(
            """
            Single calls, 2026-11-19 ~ 2026-11-25 (UTC)

            time (UTC)                model    entry                   status  error                       waste      tokens in  tokens out      USD  ms  request id  trace id
            ------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------
            2026-11-25T03:00:00.300Z  gpt-4.1  com.shop.Chat.answer    429     rate_limit: tokens_per_min                     -           -        -   7  req_2       4bf92f3577b34da6a3ce929d0e0e4736
            2026-11-25T03:00:00.200Z  sonnet   com.shop.Chat.answer    200                                 truncated         10           1  1.50000   2  req_3
            2026-11-25T03:00:00.100Z  gpt-4.1  com.shop.FaqBot.answer  200                                                   10           1  0.50000   2  req_1
            """);
  }

  @Test
  void sayHowManyThereAreBesidesTheShownOnes() throws IOException {
    assertThat(ledger.report("--calls", "--top", "2")).isZero();
    assertThat(ledger.out).endsWith("\nshown: 2 of 3, which cost 2.00000 USD together\n");
  }

  @Test
  void haveAllKnownKeysForPrograms() throws IOException {
    assertThat(ledger.report("--calls", "--format", "json", "--errors")).isZero();
    assertThat(ledger.out)
        .contains("\"total_calls\" : 1,", "\"listed_calls\" : 1,", "\"calls\" : [ {")
        .contains("\"timestamp\" : \"2026-11-25T03:00:00.300Z\",")
        .contains("\"error_code\" : \"tokens_per_min\",", "\"trace_id\" : \"" + TRACE + "\",")
        .contains("\"cost\" : null,", "\"latency_ms\" : 7.125,", "\"part\" : \"false\"");
  }

  @Test
  void areTheSameHoweverTheFilesAreOrdered() throws IOException {
    for (int file = 0; file < 20; file++) {
      String[] lines = new String[100];
      for (int i = 0; i < lines.length; i++) {
        lines[i] = at("2026-11-24T03:00:00.000Z", "m" + i, 1, 1, "2").text("host", "h" + file) + "";
      }
      ledger.file("holysheep-calls-2026-11-24." + file + ".jsonl", lines);
    }
    List<String> first = ledger.csv("--calls", "--sort", "cost", "--top", "50");
    assertThat(first).hasSize(50);
    assertThat(ledger.csv("--calls", "--sort", "cost", "--top", "50")).isEqualTo(first);
    assertThat(ledger.csv("--calls", "--sort", "cost")).hasSize(1000).startsWith(first.get(0));
  }

  @Test
  void ofHostileNamesAreSafeInASpreadsheet() throws IOException {
    ledger.today(
        at("2026-11-25T03:00:00.100Z", "=1+1", 10, 1, "0.5")
            .text("error_code", "@SUM(A1)")
            .text("request_id", "-2;=3"));
    assertThat(ledger.csv("--calls"))
        .singleElement()
        .asString()
        .contains(",'=1+1,", ",'@SUM(A1),", ",\"'-2;'=3\",");
  }
}
