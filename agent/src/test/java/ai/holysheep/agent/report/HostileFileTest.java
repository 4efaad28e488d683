package ai.holysheep.agent.report;

import static ai.holysheep.agent.report.TestLedger.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A file in the ledger's folder that is not the agent's, beside one that is. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileFileTest {
  private static final String GOOD =
      line("2026-11-25T03:00:00.000Z", "m", 1, 1, "0.5", "none", "2");
  private static final int BOMB_MEGABYTES = 200;

  @TempDir Path folder;
  private TestLedger ledger;

  @BeforeEach
  void writeGoodFile() throws IOException {
    ledger = new TestLedger(folder).file("holysheep-calls-2026-11-25.1.jsonl", GOOD, GOOD);
  }

  private Path hostile(String suffix) {
    return folder.resolve("holysheep-calls-2026-11-25.66." + suffix);
  }

  /** The good file is summed, the other one is named, and the exit status says it. */
  private void assertNamed(Path file, String why) throws IOException {
    assertThat(ledger.report("--format", "csv")).isEqualTo(1);
    assertThat(ledger.out).contains("\nm,2,2,2,1,");
    assertThat(ledger.err).contains("report: " + file + " was not read to its end: " + why + "\n");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void aFifo() throws Exception {
    run("mkfifo", hostile("jsonl").toString());
    run("mkfifo", hostile("compressed.jsonl.gz").toString());
    assertNamed(hostile("jsonl"), "not a regular file");
  }

  @Test
  void aLinkToADevice() throws IOException {
    assertNamed(
        Files.createSymbolicLink(hostile("jsonl"), Path.of("/dev/zero")), "not a regular file");
  }

  @Test
  void aLinkToNothing() throws IOException {
    assertNamed(
        Files.createSymbolicLink(hostile("jsonl"), Path.of("/no/such")), "NoSuchFileException");
  }

  @Test
  void aLinkToItself() throws IOException {
    Path link = hostile("jsonl");
    assertNamed(Files.createSymbolicLink(link, link), "FileSystemException");
  }

  @Test
  void aFolder() throws IOException {
    assertNamed(Files.createDirectory(hostile("jsonl")), "not a regular file");
  }

  @Test
  void aFileThatIsAlreadyThereByAnotherName() throws IOException {
    Path good = folder.resolve("holysheep-calls-2026-11-25.1.jsonl");
    Files.createSymbolicLink(hostile("a.jsonl"), good);
    Files.createLink(hostile("b.jsonl"), good);
    assertThat(ledger.report("--format", "csv")).isZero();
    assertThat(ledger.out).contains("\nm,2,2,2,1,");
    assertThat(ledger.err)
        .isEqualTo("report: left out, since the same file is there by another name: 2\n");
  }

  /** It takes no space on the disk. */
  @Test
  void aSparseFileOfATerabyte() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(hostile("jsonl").toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    assertNamed(hostile("jsonl"), "64 MB without a line of the agent");
  }

  @Test
  void aCompressedFileWithALineWithoutEnd() throws IOException {
    compress(hostile("jsonl.gz"), new byte[1 << 20], BOMB_MEGABYTES);
    assertNamed(hostile("jsonl.gz"), "64 MB without a line of the agent");
  }

  @Test
  void aCompressedFileWithManyForeignLines() throws IOException {
    byte[] lines = "{}\n\n".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
    compress(hostile("jsonl.gz"), lines, BOMB_MEGABYTES);
    assertNamed(hostile("jsonl.gz"), "64 MB without a line of the agent");
  }

  private static void compress(Path file, byte[] bytes, int times) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < times; i++) {
        out.write(bytes);
      }
    }
  }

  @Test
  void aCompressedFileOfManyEmptyParts() throws IOException {
    ByteArrayOutputStream empty = new ByteArrayOutputStream();
    new GZIPOutputStream(empty).close();
    try (OutputStream out = Files.newOutputStream(hostile("jsonl.gz"))) {
      for (int i = 0; i < 200_000; i++) {
        empty.writeTo(out);
      }
    }
    assertNamed(hostile("jsonl.gz"), "too many empty parts");
  }

  @Test
  void aCompressedFileWithAHeaderWithoutEnd() throws IOException {
    byte[] header = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
    try (OutputStream out = Files.newOutputStream(hostile("jsonl.gz"))) {
      out.write(header);
      out.write("n".repeat(50_000_000).getBytes(StandardCharsets.UTF_8));
    }
    assertNamed(hostile("jsonl.gz"), "cut short");
  }

  @Test
  void aCompressedFileThatIsNot() throws IOException {
    Files.writeString(hostile("jsonl.gz"), "not compressed");
    assertNamed(hostile("jsonl.gz"), "Not in GZIP format");
  }

  @Test
  void anEmptyCompressedFile() throws IOException {
    Files.createFile(hostile("jsonl.gz"));
    assertNamed(hostile("jsonl.gz"), "cut short");
  }

  @Test
  void manyOfThemAreNamedInAFewLines() throws IOException {
    for (int i = 0; i < 100; i++) {
      Files.createDirectory(hostile(i + ".jsonl"));
    }
    assertThat(ledger.report("--format", "json")).isEqualTo(1);
    assertThat(ledger.out)
        .contains("\"unread_files\" : 100,", "more files that were not read to their end: 80");
    assertThat(ledger.out.split("was not read to its end")).hasSize(21);
  }

  @Test
  void aNameWithControlCharacters() throws IOException {
    Path file = Files.createDirectory(hostile("\u001b[2J\u202e.jsonl"));
    assertThat(ledger.report()).isEqualTo(1);
    assertThat(ledger.out)
        .contains(folder + "/holysheep-calls-2026-11-25.66.\\u001b[2J\\u202e.jsonl was not read");
    assertThat(file).exists();
  }
}
