package ai.holysheep.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final int DAYS = 7;

  @TempDir Path folder;

  /** The first pass of a process. */
  private int pass(LocalDate clock) throws IOException {
    return new Retention(DAYS, folder).deleteExpired(clock, 5);
  }

  private void call(LocalDate day, String rest) throws IOException {
    Files.writeString(folder.resolve("holysheep-calls-" + day + rest), "{}\n");
  }

  private void call(LocalDate day) throws IOException {
    call(day, ".1.jsonl");
  }

  private void callsOn(LocalDate first, LocalDate last) throws IOException {
    for (LocalDate day : first.datesUntil(last.plusDays(1)).toList()) {
      call(day);
    }
  }

  private List<String> days() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString().substring(16, 26)).sorted().toList();
    }
  }

  private static List<String> days(LocalDate first, LocalDate last) {
    return first.datesUntil(last.plusDays(1)).map(LocalDate::toString).toList();
  }

  @Test
  void deletesWhatWasDueYesterday() throws Exception {
    callsOn(TODAY.minusDays(12), TODAY);

    assertThat(pass(TODAY)).isEqualTo(4);
    assertThat(days()).isEqualTo(days(TODAY.minusDays(DAYS + 1), TODAY));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsTheSameNumberOfDaysDayAfterDay(boolean oneProcess) throws Exception {
    Retention running = new Retention(DAYS, folder);
    for (int i = 0; i < 40; i++) {
      LocalDate day = TODAY.plusDays(i);
      call(day);
      Retention retention = oneProcess ? running : new Retention(DAYS, folder);
      retention.deleteExpired(day, TimeUnit.DAYS.toNanos(i));

      LocalDate first = day.minusDays(DAYS + 1);
      assertThat(days()).isEqualTo(days(first.isBefore(TODAY) ? TODAY : first, day));
    }
  }

  @Test
  void deletesOneOldDayWithEachNewDayThatHasCalls() throws Exception {
    callsOn(TODAY.minusDays(100), TODAY.minusDays(100 - DAYS));
    for (int i = 0; i <= DAYS + 1; i++) {
      LocalDate day = TODAY.plusDays(i);
      call(day);
      pass(day);

      assertThat(days().subList(0, days().indexOf(TODAY.toString()))).hasSize(Math.max(0, 8 - i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 7, 8, 30, 31, 365, 40_000})
  void deletesNothingThatIsNotDueWhenTheClockJumpsAhead(int ahead) throws Exception {
    callsOn(TODAY.minusDays(DAYS), TODAY);
    LocalDate wrong = TODAY.plusDays(ahead);

    assertThat(pass(wrong)).isZero();
    call(wrong);
    assertThat(pass(wrong)).isZero();
    assertThat(pass(TODAY)).isZero();
    call(TODAY.plusDays(1));
    assertThat(pass(TODAY.plusDays(1))).isZero();
  }

  /** Each pass is that of a new process. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 7, 8, 20, 30, 31, 365, 40_000})
  void deletesAtMostOneDayADayWhileTheClockIsWrong(int ahead) throws Exception {
    callsOn(TODAY.minusDays(DAYS), TODAY);
    for (int i = 0; i <= DAYS; i++) {
      LocalDate wrong = TODAY.plusDays(ahead + i);
      call(wrong);
      pass(wrong);
      pass(wrong);

      assertThat(days()).contains(TODAY.toString());
      assertThat(days().get(0)).isLessThanOrEqualTo(TODAY.minusDays(DAYS - i).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 30, 31, 365})
  void deletesAtMostOneDayForEachJump(int step) throws Exception {
    callsOn(TODAY.minusDays(DAYS), TODAY);
    for (int i = 0; i < 5; i++) {
      LocalDate wrong = TODAY.plusDays(365 + i * step);
      call(wrong);
      pass(wrong);
      pass(TODAY);

      assertThat(days().get(0)).isLessThanOrEqualTo(TODAY.minusDays(DAYS - i).toString());
    }
  }

  @Test
  void deletesNothingMoreWhenTheClockJumpsBackAndForth() throws Exception {
    callsOn(TODAY.minusDays(DAYS), TODAY);
    LocalDate wrong = TODAY.plusYears(1);
    for (int i = 0; i < 20; i++) {
      call(wrong);
      assertThat(pass(wrong)).isZero();
      call(TODAY);
      assertThat(pass(TODAY)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 40})
  void keepsTheSameNumberOfFilesOfAJobWithRareDays(int every) throws Exception {
    for (int i = 0; i < 30; i++) {
      LocalDate day = TODAY.plusDays((long) i * every);
      call(day);
      pass(day);

      assertThat(days()).hasSize(Math.min(i + 1, DAYS + 2));
    }
  }

  @Test
  void keepsNoFileLongerForRareDaysWhileAProcessRuns() throws Exception {
    Retention running = new Retention(DAYS, folder);
    for (int i = 0; i < 100; i++) {
      LocalDate day = TODAY.plusDays(i);
      if (i % 5 == 0) {
        call(day);
      }
      running.deleteExpired(day, TimeUnit.DAYS.toNanos(i));

      assertThat(days()).allMatch(old -> old.compareTo(day.minusDays(DAYS + 1).toString()) >= 0);
    }
  }

  @Test
  void aRunningProcessDeletesNoFileEarlierWhateverTheClockSays() throws Exception {
    callsOn(TODAY.minusDays(DAYS), TODAY);
    Retention running = new Retention(DAYS, folder);
    for (int i = 0; i < DAYS; i++) {
      LocalDate wrong = TODAY.plusYears(i % 2 + 1);
      assertThat(running.deleteExpired(wrong, TimeUnit.DAYS.toNanos(i))).isZero();
    }
    assertThat(running.deleteExpired(TODAY.plusDays(DAYS), TimeUnit.DAYS.toNanos(DAYS)))
        .isEqualTo(DAYS - 1);
  }

  @Test
  void countsADayOfTwoServicesOnce() throws Exception {
    for (int i = 0; i < 30; i++) {
      LocalDate day = TODAY.plusDays(i);
      call(day, ".1.jsonl");
      pass(day);
      call(day, ".2.jsonl");
      pass(day);

      assertThat(days()).hasSize(2 * Math.min(i + 1, DAYS + 2));
    }
  }

  @Test
  void deletesAtMostOneDayMoreADayIfOneOfTwoServicesHasAWrongClock() throws Exception {
    callsOn(TODAY.minusDays(DAYS), TODAY);
    for (int i = 0; i <= DAYS; i++) {
      LocalDate day = TODAY.plusDays(i);
      call(day, ".1.jsonl");
      pass(day);
      call(day.plusYears(1), ".2.jsonl");
      pass(day.plusYears(1));

      assertThat(days()).containsAll(days(day.minusDays(DAYS - i), day));
    }
  }

  @Test
  void deletesOneDayADayWhileAProcessRunsWithAWrongClock() throws Exception {
    callsOn(TODAY.minusDays(DAYS), TODAY);
    Retention running = new Retention(DAYS, folder);
    assertThat(running.deleteExpired(TODAY, -7)).isZero();
    for (int i = 1; i <= 5; i++) {
      LocalDate wrong = TODAY.plusDays(365 + i);
      call(wrong);
      running.deleteExpired(wrong, TimeUnit.DAYS.toNanos(i));

      assertThat(days())
          .startsWith(TODAY.minusDays(DAYS + 1 - i).toString())
          .contains(wrong.toString());
    }
  }

  @Test
  void deletesNothingWhenTheClockJumpsBack() throws Exception {
    callsOn(TODAY.minusDays(100), TODAY);

    assertThat(pass(TODAY.minusDays(200))).isZero();
    assertThat(pass(LocalDate.EPOCH)).isZero();
  }

  @Test
  void deletesNothingInTheFirstPassAfterALongPause() throws Exception {
    callsOn(TODAY.minusDays(60 + DAYS), TODAY.minusDays(60));

    assertThat(pass(TODAY)).isZero();
    call(TODAY);
    assertThat(pass(TODAY)).isZero();
    call(TODAY.plusDays(1));
    assertThat(pass(TODAY.plusDays(1))).isEqualTo(1);
  }

  @Test
  void deletesAfterALongPauseWhenAProcessHasRunForSoLong() throws Exception {
    callsOn(TODAY.minusDays(60 + DAYS), TODAY.minusDays(60));
    Retention running = new Retention(DAYS, folder);

    assertThat(running.deleteExpired(TODAY, -1)).isZero();
    long nanos = TimeUnit.DAYS.toNanos(DAYS) - 1;
    assertThat(running.deleteExpired(TODAY.plusDays(DAYS), nanos - 1)).isZero();
    assertThat(running.deleteExpired(TODAY.plusDays(DAYS), nanos)).isEqualTo(DAYS + 1);
  }

  @Test
  void deletesInAFolderThatWasEmptyWhenTheProcessBegan() throws Exception {
    Retention running = new Retention(DAYS, folder);
    assertThat(running.deleteExpired(TODAY, 0)).isZero();
    callsOn(TODAY, TODAY.plusDays(50));
    running.deleteExpired(TODAY.plusDays(50), TimeUnit.DAYS.toNanos(50));

    assertThat(days()).isEqualTo(days(TODAY.plusDays(49 - DAYS), TODAY.plusDays(50)));
  }

  @Test
  void deletesTheFilesOfSeveralServicesAndCompressedOnes() throws Exception {
    callsOn(TODAY.minusDays(DAYS), TODAY.minusDays(1));
    LocalDate old = TODAY.minusDays(DAYS + 2);
    for (String rest : List.of(".1.jsonl", ".2.jsonl.gz", ".1.1.jsonl", ".2.jsonl")) {
      call(old, rest);
      call(TODAY.minusDays(DAYS + 1), rest);
    }

    assertThat(pass(TODAY)).isEqualTo(4);
    assertThat(days()).hasSize(DAYS + 4).doesNotContain(old.toString());
  }

  @Test
  void countsNoDayWithoutCalls() throws Exception {
    callsOn(TODAY.minusDays(40), TODAY.minusDays(33));
    for (int i = 0; i < 20; i++) {
      Files.createFile(folder.resolve("holysheep-calls-" + TODAY.minusDays(i) + ".1.jsonl"));
    }

    assertThat(pass(TODAY)).isZero();
  }

  @Test
  void deletesOnlyRegularFilesWithItsOwnNames() throws Exception {
    callsOn(TODAY.minusDays(DAYS + 1), TODAY);
    List<String> kept =
        List.of(
            "holysheep-calls-2020-13-01.1.jsonl",
            "holysheep-calls-2020-01-01.jsonl",
            "holysheep-calls-2020-01-01.1.22.jsonl",
            "holysheep-calls-2020-01-01.1.jsonl.bak",
            "holysheep-calls-2099-01-01.1.jsonl",
            "my-holysheep-calls-2020-01-01.1.jsonl",
            "invoice-2020-01-01.csv");
    for (String name : kept) {
      Files.writeString(folder.resolve(name), "x");
    }
    Path directory = Files.createDirectory(folder.resolve("holysheep-calls-2020-01-01.9.jsonl"));
    Path link = folder.resolve("holysheep-calls-2020-01-01.8.jsonl");
    Files.createSymbolicLink(link, folder.resolve(kept.get(0)));
    call(LocalDate.of(2020, 2, 29), ".77.jsonl.gz");

    assertThat(pass(TODAY)).isEqualTo(1);
    assertThat(kept).allMatch(name -> Files.exists(folder.resolve(name)));
    assertThat(directory).isDirectory();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void keepsEverythingForTheLargestNumberOfDays() throws Exception {
    callsOn(TODAY.minusDays(50), TODAY);

    assertThat(new Retention(Integer.MAX_VALUE, folder).deleteExpired(TODAY, 0)).isZero();
  }

  @Test
  void failsIfThereIsNoFolder() {
    assertThatThrownBy(() -> new Retention(1, folder.resolve("none")).deleteExpired(TODAY, 0))
        .isInstanceOf(NoSuchFileException.class);
  }
}
