package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLedger.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationTest {
  private static final String INVOICE =
      "\ufeffDate,Tokens,Model,Cost\r\n"
          + "2026-10-02,1202,gpt-4.1-2025-04-14,0.0101\r\n"
          + "2026-10-03,\"1,202\",\"deepseek-v3.2\",0.5\r\n"
          + "2026-10-03,,deepseek-v3.2,-0.125\r\n"
          + "2026-10-04,1,claude-sonnet-4.5,2\r\n"
          + "\r\n";

  @TempDir Path folder;
  private TestLedger ledger;

  @BeforeEach
  void write() throws IOException {
    ledger =
        new TestLedger(folder)
            .file(
                "holysheep-calls-2026-10-02.7.jsonl",
                line("2026-10-02T00:00:00.000Z", "gpt-4.1", 1000, 200, "0.0096", "none", "15"),
                line("2026-10-02T01:00:00.000Z", "openai/gpt-4.1", 1, 1, "0.0004", "none", "5"),
                line("2026-10-02T02:00:00.000Z", "gpt-4.1-mini", 1, 1, "7.5", "none", "5"))
            .file(
                "holysheep-calls-2026-10-03.7.jsonl",
                line("2026-10-03T00:00:00.000Z", "deepseek-v3.2", 1, 2, "0.25", "none", "1"))
            .file(
                "holysheep-calls-2026-10-05.7.jsonl",
                line("2026-10-05T00:00:00.000Z", "gpt-4.1", 1, 2, "99", "none", "1"));
  }

  private int reconcile(String csv, String... options) throws IOException {
    Path invoice = folder.resolve("invoice.csv");
    Files.writeString(invoice, csv);
    String[] all = new String[options.length + 2];
    all[0] = "--reconcile";
    all[1] = invoice.toString();
    System.arraycopy(options, 0, all, 2, options.length);
    return ledger.report(all);
  }

  @Test
  void textHasTheGreatestDifferencesFirst() throws IOException {
    assertThat(reconcile(INVOICE)).isZero();
    assertThat(ledger.out)
        .isEqualTo(
            """
            The invoice beside the ledger, 2026-10-02 ~ 2026-10-04 (UTC)

            day         model              calls  USD, ledger  USD, invoice  difference        %
            ------------------------------------------------------------------------------------
            2026-10-02  gpt-4.1-mini           1      7.50000       0.00000    -7.50000  -100.00
            2026-10-04  claude-sonnet-4.5      0      0.00000       2.00000     2.00000        -
            2026-10-03  deepseek-v3.2          1      0.25000       0.37500     0.12500    50.00

            day         calls  USD, ledger  USD, invoice  difference       %
            ----------------------------------------------------------------
            2026-10-02      3      7.51000       0.01010    -7.49990  -99.87
            2026-10-03      1      0.25000       0.37500     0.12500   50.00
            2026-10-04      0      0.00000       2.00000     2.00000       -
            ----------------------------------------------------------------
            total           4      7.76000       2.38510    -5.37490  -69.26

            model               calls  USD, ledger  USD, invoice  difference        %
            -------------------------------------------------------------------------
            claude-sonnet-4.5       0      0.00000       2.00000     2.00000        -
            deepseek-v3.2           1      0.25000       0.37500     0.12500    50.00
            gpt-4.1-2025-04-14      2      0.01000       0.01010     0.00010     1.00
            gpt-4.1-mini            1      7.50000       0.00000    -7.50000  -100.00
            -------------------------------------------------------------------------
            total                   4      7.76000       2.38510    -5.37490   -69.26

            days of a model that agree to the cent, not shown: 1
            """);
  }

  @Test
  void csvAndJsonHaveEveryDayOfEveryModelExactly() throws IOException {
    assertThat(reconcile(INVOICE, "--format", "csv")).isZero();
    assertThat(ledger.out)
        .isEqualTo(
            "day,model,calls,cost,invoiced,difference,difference_percent\r\n"
                + "2026-10-02,gpt-4.1-2025-04-14,2,0.01,0.0101,0.0001,1\r\n"
                + "2026-10-02,gpt-4.1-mini,1,7.5,0,-7.5,-100\r\n"
                + "2026-10-03,deepseek-v3.2,1,0.25,0.375,0.125,50\r\n"
                + "2026-10-04,claude-sonnet-4.5,0,0,2,2,\r\n");
    assertThat(reconcile(INVOICE, "--format", "json")).isZero();
    assertThat(ledger.out)
        .contains("\"total_invoiced\" : 2.3851,", "\"total_difference\" : -5.3749,")
        .contains("\"by_day_and_model\" : [ {\n    \"day\" : \"2026-10-02\",");
  }

  @Test
  void topKeepsTheGreatestDifferences() throws IOException {
    assertThat(reconcile(INVOICE, "--format", "csv", "--top", "1")).isZero();
    assertThat(ledger.out).endsWith("_percent\r\n2026-10-02,gpt-4.1-mini,1,7.5,0,-7.5,-100\r\n");
    assertThat(ledger.err).isEqualTo("report: smaller differences, not shown (--top): 3\n");
  }

  @Test
  void htmlHasCardsChartsAndNegativeNumbers() throws IOException {
    assertThat(reconcile(INVOICE, "--format", "html")).isZero();
    assertThat(ledger.out)
        .contains("<dt>Invoiced</dt>", "Ledger by day, USD", "<td class=\"n minus\">-7.50000</td>")
        .doesNotContain("height=\"-");
  }

  @Test
  void comparesTheDaysThatAreAskedFor() throws IOException {
    assertThat(reconcile(INVOICE, "--from", "2026-10-03", "--to", "2026-10-05", "--format", "csv"))
        .isZero();
    assertThat(ledger.out)
        .endsWith(
            "2026-10-04,claude-sonnet-4.5,0,0,2,2,\r\n2026-10-05,gpt-4.1,1,99,0,-99,-100\r\n");
    assertThat(ledger.err).isEqualTo("report: rows of the invoice for other days, left out: 1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                    | line 1: the first line has to name the columns
          day,model,cost                        | line 1: the first line has to name the columns
          date,model,cost                       | line 2: no row
          date,model,cost;2026-10-02,m          | line 2: 2 fields, not 3
          date,model,cost;2026-10-02,m,1,2      | line 2: 4 fields, not 3
          date,model,cost;10/02/2026,m,1        | line 2: "10/02/2026" is not a day
          date,model,cost;2026-10-02,m,1;;a,b,c | line 4: "a" is not a day
          date,model,cost;2026-10-02,m,$1       | line 2: "$1" is not a cost in USD
          date,model,cost;2026-10-02,"m,1       | line 2: a quote is not closed
          """)
  void namesTheWrongLineOfTheInvoice(String csv, String message) throws IOException {
    assertThat(reconcile(csv.replace(';', '\n'))).isEqualTo(1);
    assertThat(ledger.err).contains("--reconcile ", "invoice.csv, " + message).hasLineCount(1);
    assertThat(ledger.out).isEmpty();
  }

  @Test
  void rejectsOptionsThatDoNotGoWithIt() throws IOException {
    assertThat(reconcile(INVOICE, "--by", "caller")).isEqualTo(2);
    assertThat(reconcile(INVOICE, "--reprice")).isEqualTo(2);
    assertThat(ledger.report("--reconcile", "/no/such")).isEqualTo(1);
    assertThat(ledger.err).isEqualTo("report: /no/such: NoSuchFileException\n");
  }
}
