package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLedger.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Price files, invoices and options that never answer, never end, or have absurd values. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileInputFileTest {
  @TempDir Path folder;
  private TestLedger ledger;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    ledger =
        new TestLedger(folder)
            .file(
                "holysheep-calls-2026-11-25.7.jsonl",
                line("2026-11-25T03:00:00.000Z", "m", 1_000_000, 1, "0.5", "none", "2"),
                line("2026-11-25T03:00:00.000Z", "m", 2_000_000_000_000L, 1, "0.5", "none", "2"));
    file = folder.resolve("input");
  }

  private String errorOf(String... options) throws IOException {
    assertThat(ledger.report(options)).isEqualTo(1);
    assertThat(ledger.out).isEmpty();
    assertThat(ledger.err).startsWith("report: ").hasLineCount(1);
    return ledger.err;
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "folder", "/dev/zero", "/dev/null", "/no/such", "huge"})
  void thatIsNoSmallRegularFileIsRefused(String kind) throws Exception {
    String path = kind.startsWith("/") ? kind : file.toString();
    if (kind.equals("fifo")) {
      assertThat(new ProcessBuilder("mkfifo", path).start().waitFor()).isZero();
    } else if (kind.equals("folder")) {
      Files.createDirectory(file);
    } else if (kind.equals("huge")) {
      try (RandomAccessFile huge = new RandomAccessFile(path, "rw")) {
        huge.setLength(1L << 40);
      }
    }
    assertThat(errorOf("--reprice", "--pricing", path)).contains(path);
    assertThat(errorOf("--reconcile", path)).contains(path);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-99999999",
    "1e99999999",
    "1e99999999999",
    "-1e99999999",
    "1e15",
    "1e-21",
    "NaN",
    "Infinity",
    "1e",
    "0x1",
    "99999999999999999999999999999999999999999",
    "''",
  })
  void anInvoicesAbsurdCostIsNamed(String cost) throws IOException {
    Files.writeString(file, "date,model,cost\n2026-11-25,m,1\n2026-11-25,m," + cost + "\n");
    assertThat(errorOf("--reconcile", file.toString()))
        .contains("line 3: \"" + cost + "\" is not a cost in USD such as 1234.56");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+12026-11-25", "-0001-11-25", "0000-11-25", "+999999999-12-31"})
  void anInvoicesAbsurdDayIsNamed(String day) throws IOException {
    Files.writeString(file, "date,model,cost\n" + day + ",m,1\n");
    assertThat(errorOf("--reconcile", file.toString())).contains("line 2", "is not a day such as");
  }

  @Test
  void anInvoiceIsBounded() throws IOException {
    String row = "2026-11-25,m,1\n";
    Files.writeString(file, "date,model,cost\n" + row.repeat(Invoice.MAX_ROWS + 1));
    assertThat(errorOf("--reconcile", file.toString())).contains("more than 200000 rows");
    Files.writeString(file, "date,model,cost\n2026-11-25," + "m".repeat(10_001) + ",1\n");
    assertThat(errorOf("--reconcile", file.toString())).contains("line 2: more than 1000 fields");
    Files.writeString(file, "date,model,cost\n2026-11-25," + "m".repeat(513) + ",1\n");
    assertThat(errorOf("--reconcile", file.toString())).contains("more than 512 characters");
    Files.writeString(file, ",".repeat(1_000_000));
    assertThat(errorOf("--reconcile", file.toString())).contains("line 1: more than 1000 fields");
    Files.writeString(file, "date,model,cost\n\"" + "\n".repeat(100));
    assertThat(errorOf("--reconcile", file.toString())).contains("a quote is not closed");
  }

  @Test
  void anInvoicesSmallestAndGreatestCostsAreSummedExactly() throws IOException {
    Files.writeString(file, "date,model,cost\n2026-11-25,m,1e-20\n2026-11-25,m,999999999999999\n");
    assertThat(ledger.report("--reconcile", file.toString(), "--format", "json")).isZero();
    assertThat(ledger.out).contains("\"total_invoiced\" : 999999999999999.00000000000000000001,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{",
        "{\"models\":",
        "{\"models\":{\"m\":",
        "{\"models\":{\"m\":{\"input\":",
        "{\"models\":{\"m\":{\"input\":NaN,\"output\":1}}}",
      })
  void aPriceFilesMistakeIsNamedInOneLine(String json) throws IOException {
    Files.writeString(file, json);
    assertThat(errorOf("--reprice", "--pricing", file.toString()))
        .startsWith("report: --pricing " + file + ": ")
        .doesNotContain("\u001b", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"models\":{\"m\":{\"input\":1e99999999999,\"output\":1}}}",
        "{\"models\":{\"m\":{\"input\":1e-99999999,\"output\":1}}}",
        "{\"models\":{\"m\":{\"input\":1,\"output\":1e999999999}}}",
        "{\"models\":{\"\\u001b[2J\":{\"x\":1}}}",
        "{\"models\":{\"m\":{\"input\":{},\"output\":1}}}",
      })
  void anEntryOfAPriceFileThatCannotBeReadIsNamedInOneNote(String json) throws IOException {
    Files.writeString(file, json);
    assertThat(ledger.report("--reprice", "--pricing", file.toString())).isZero();
    assertThat(ledger.out).doesNotContain("\u001b", "Exception");
    assertThat(ledger.out.lines().filter(line -> line.contains("refused in --pricing: ")))
        .hasSize(1);
  }

  @Test
  void aPriceFileIsAtMostEightMegabytes() throws IOException {
    Files.writeString(file, " ".repeat(8 << 20) + "{}");
    assertThat(errorOf("--reprice", "--pricing", file.toString())).contains("larger than 8 MB");
  }

  @Test
  void aCallThatWouldCostMillionsIsCountedApart() throws IOException {
    Files.writeString(file, "{\"models\":{\"m\":{\"input\":1000000,\"output\":1}}}");
    assertThat(
            ledger.report(
                "--reprice", "--pricing", file.toString(), "--format", "csv", "--days", "1"))
        .isZero();
    assertThat(ledger.out).contains("m,2,2000001000000,2,1,1000000.000001,");
    assertThat(ledger.err)
        .isEqualTo(
            "report: repriced as 0, since these prices have no plausible cost for them: 1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --top -1                            | --top -1: at least 0
          --top -2147483648                   | --top -2147483648: at least 0
          --top 2147483648                    | 2147483648
          --top 1e9                           | 1e9
          --days -1                           | --days -1: at least 1
          --days -2147483648                  | --days -2147483648: at least 1
          --days 99999999999                  | 99999999999
          --from +12026-11-25 --to +12026-11-25 | --from +12026-11-25: a day from 0001-01-01 to 9999-12-31
          --from -0001-01-01                  | --from -0001-01-01: a day from
          --from 2026-11-25 --to +999999999-12-31 | --to +999999999-12-31: a day from
          --top 1 --top 2                     | --top
          --format @/dev/zero                 | @/dev/zero
          @/dev/zero                          | @/dev/zero
          """)
  void anAbsurdOptionIsWrongUsage(String options, String message) throws IOException {
    assertThat(ledger.report(options.split(" "))).isEqualTo(2);
    assertThat(ledger.err).startsWith("report: ").contains(message).hasLineCount(1);
    assertThat(ledger.err.length()).isLessThan(1100);
    assertThat(ledger.out).isEmpty();
  }

  @Test
  void theMostDaysAreAllDays() throws IOException {
    assertThat(ledger.report("--days", "2147483647")).isZero();
    assertThat(ledger.out).startsWith("What the calls cost, 0001-01-01 ~ 2026-11-25 (UTC)");
  }

  @Test
  void aLongOptionIsShownInPart() throws IOException {
    assertThat(ledger.report("--by", "\u001b[2J" + "x".repeat(100_000))).isEqualTo(2);
    assertThat(ledger.err).doesNotContain("\u001b").hasSizeLessThan(1100);
  }
}
