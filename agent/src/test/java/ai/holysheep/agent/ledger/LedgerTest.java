package ai.holysheep.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.pricing.PriceTable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path folder;

  private final CallRecord call = Calls.ok("gpt-4.1", "/v1", Map.of());
  private final long errorsBefore = AgentErrors.total(AgentErrors.Stage.LEDGER);

  private Ledger ledger(Path where, String more) {
    return Ledger.of(Config.load("ledger.flush=100ms,ledger.dir=" + where + more));
  }

  private void record(Ledger ledger, int calls) {
    for (int i = 0; i < calls; i++) {
      ledger.record(call, call.cost(PriceTable.builtIn()));
    }
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(PATIENCE_NANOS);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static Path todaysFile(Path folder) {
    String day = LocalDate.now(ZoneOffset.UTC).toString();
    return folder.resolve(
        "holysheep-calls-" + day + "." + ProcessHandle.current().pid() + ".jsonl");
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }

  private static long validLines(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(LedgerTest::isJson).count();
  }

  private static boolean isJson(String line) {
    try {
      return JSON.readTree(line).size() == 62;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  @Test
  void writesTodaysFileWhichOnlyItsOwnerCanRead() throws Exception {
    Path where = folder.resolve("made/of/two");
    Ledger ledger = ledger(where, "");
    record(ledger, 3);
    ledger.start();
    await(() -> ledger.recordsWritten() == 3);

    Path file = onlyFile(where);
    assertThat(file).isEqualTo(todaysFile(where));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(validLines(file)).isEqualTo(3);
    assertThat(Files.readString(file)).endsWith("\n");
  }

  @Test
  void countsEachCallThatAFullQueueDrops() {
    Ledger ledger = ledger(folder, ",ledger.queue=16");
    record(ledger, 100);
    assertThat(ledger.recordsDropped()).isEqualTo(84);

    ledger.drain();
    assertThat(ledger.recordsWritten()).isEqualTo(16);
    record(ledger, 5);
    await(() -> ledger.recordsWritten() == 21);
    assertThat(ledger.recordsDropped()).isEqualTo(84);
  }

  @Test
  void startsANewLineAfterHalfALine() throws Exception {
    Path file = todaysFile(folder);
    Files.writeString(file, "{\"timestamp\":\"20");
    Ledger ledger = ledger(folder, "");
    ledger.start();
    record(ledger, 2);
    await(() -> ledger.recordsWritten() == 2);
    assertThat(Files.readAllLines(file)).hasSize(3).first().isEqualTo("{\"timestamp\":\"20");
    assertThat(validLines(file)).isEqualTo(2);
  }

  @Test
  void createsTheFileAgainAfterItWasMovedAway() throws Exception {
    Path file = todaysFile(folder);
    Ledger ledger = ledger(folder, "");
    ledger.start();
    record(ledger, 2);
    await(() -> ledger.recordsWritten() == 2);

    Files.move(file, folder.resolve("moved"));
    record(ledger, 4);
    await(() -> ledger.recordsWritten() == 6);
    assertThat(validLines(file)).isEqualTo(4);
  }

  @Test
  void losesNothingWhileTheFolderCannotBeCreated() throws Exception {
    Path where = folder.resolve("calls");
    Files.writeString(where, "no folder");
    Ledger ledger = ledger(where, ",ledger.queue=16");
    ledger.start();
    record(ledger, 10);
    await(() -> AgentErrors.total(AgentErrors.Stage.LEDGER) > errorsBefore);
    Files.delete(where);

    await(() -> ledger.recordsWritten() == 10);
    assertThat(ledger.recordsDropped()).isZero();
    assertThat(validLines(onlyFile(where))).isEqualTo(10);
  }

  @Test
  void losesOnlyWhatTheQueueCannotHoldWhileTheDiskIsFull() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString())).isZero();
    try {
      Path ballast = disk.resolve("ballast");
      Files.write(ballast, new byte[4032 * 1024]);
      Ledger ledger = ledger(disk, ",ledger.queue=100");
      ledger.start();
      int offered = 0;
      while (AgentErrors.total(AgentErrors.Stage.LEDGER) == errorsBefore
          || ledger.recordsDropped() == 0) {
        record(ledger, 10);
        offered += 10;
        LockSupport.parkNanos(1_000_000);
      }
      Files.delete(ballast);
      int all = offered;
      await(() -> ledger.recordsWritten() + ledger.recordsDropped() == all);
      record(ledger, 5);
      await(() -> ledger.recordsWritten() + ledger.recordsDropped() == all + 5);

      Path file = onlyFile(disk);
      assertThat(validLines(file)).isEqualTo(ledger.recordsWritten()).isGreaterThan(5);
      List<String> lines = Files.readAllLines(file);
      assertThat(lines.get(lines.size() - 1)).matches(LedgerTest::isJson);
      assertThat(lines.size() - validLines(file)).as("cut off").isLessThanOrEqualTo(1);
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  private static int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException noSuchProgram) {
      return -1;
    }
  }

  @Test
  void deletesOldFilesAtTheStart() throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Path old = folder.resolve("holysheep-calls-2020-02-29.77.jsonl.gz");
    List<Path> kept = new ArrayList<>();
    kept.add(folder.resolve("my-holysheep-calls-2020-01-01.1.jsonl"));
    for (int i = 1; i <= 8; i++) {
      kept.add(folder.resolve("holysheep-calls-" + today.minusDays(i) + ".1.jsonl"));
    }
    Files.writeString(old, "x");
    for (Path file : kept) {
      Files.writeString(file, "x");
    }
    ledger(folder, ",ledger.retention-days=7").start();

    await(() -> !Files.exists(old));
    assertThat(kept).allMatch(Files::exists);
  }
}
