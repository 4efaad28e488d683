package ai.holysheep.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this month will cost. Today is the 25th of a month of 30 days. */
class ForecastTest {
  @TempDir Path folder;
  private TestLedger ledger;

  @BeforeEach
  void create() {
    ledger = new TestLedger(folder);
  }

  @Test
  void furtherDaysCostWhatTheLastWeekDid() throws IOException {
    spend("2026-11-01", "10");
    for (int day = 18; day <= 24; day++) {
      spend("2026-11-" + day, day == 24 ? "8" : "1");
    }
    spend("2026-11-25", "0.5");

    // 24.5, the rest of today, and five days of 2.
    assertThat(text("--from", "2026-11-01"))
        .contains(
            "2026-11 so far: 24.50000 USD; at the pace of the last 7 whole days, 36.00000 USD by"
                + " its end (estimate)");
  }

  @Test
  void aServiceThatHasJustBegunHasThePaceOfItsWholeDays() throws IOException {
    spend("2026-11-23", "1");
    spend("2026-11-24", "3");
    spend("2026-11-25", "7");

    // Today has cost more than the pace already.
    assertThat(text("--from", "2026-11-01"))
        .contains("2026-11 so far: 11.00000 USD; at the pace of the last 2 whole days, 21.00000");
  }

  @Test
  void theLastDaysOfThePeriodBeforeAreInNoSum() throws IOException {
    spend("2026-10-31", "1000");
    spend("2026-11-24", "1");

    assertThat(text("--days", "25")).contains("before: 2026-10-07 ~ 2026-10-31");
    assertThat(ledger.out).contains("so far: 1.00000 USD; at the pace of the last whole day, 7.00");
  }

  @Test
  void aConditionChoosesWhoseMonthItIs() throws IOException {
    spend("2026-11-24", "1");
    ledger.file(
        "holysheep-calls-2026-11-24.8.jsonl",
        TestLine.at("2026-11-24T03:00:00.000Z", "other", 1, 1, "50").toString());

    assertThat(text("--from", "2026-11-01", "--where", "model=m"))
        .contains("only model=m", "so far: 1.00000 USD");
  }

  @Test
  void withoutTheWholeMonthSoFarThereIsNone() throws IOException {
    spend("2026-11-24", "1");

    assertThat(text()).doesNotContain("so far");
    assertThat(text("--from", "2026-11-02")).doesNotContain("so far");
    assertThat(text("--from", "2026-11-01", "--to", "2026-11-24")).doesNotContain("so far");
    assertThat(ledger.report("--from", "2026-11-01", "--format", "json")).isZero();
    assertThat(ledger.out).doesNotContain("so far");
  }

  @Test
  void theFirstDayOfCallsHasNoPace() throws IOException {
    spend("2026-11-25", "1");

    assertThat(text("--from", "2026-11-01")).doesNotContain("so far");
  }

  private void spend(String day, String usd) throws IOException {
    LocalDate parsed = LocalDate.parse(day);
    ledger.file(
        "holysheep-calls-" + parsed + ".7.jsonl",
        TestLine.at(parsed + "T03:00:00.000Z", "m", 1, 1, usd).toString());
  }

  private String text(String... options) throws IOException {
    assertThat(ledger.report(options)).as(ledger.err).isZero();
    return ledger.out;
  }
}
