package ai.holysheep.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.holysheep.agent.exchange.CallRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DayFileTest {
  private static final String BEGINNING = "{\"timestamp\":\"2026";

  @TempDir Path folder;

  private final CallRecord call = Calls.ok("gpt-4.1", "/v1", Map.of());
  private final Batch batch = new Batch();

  private Path name(int number) {
    return folder.resolve(LedgerFileName.of(new LedgerEntry(call, null).epochDay(), "77", number));
  }

  private DayFile open() {
    return new DayFile(folder, "77");
  }

  private void addLines(int lines) {
    for (int i = 0; i < lines; i++) {
      batch.add(new LedgerEntry(call, null));
    }
  }

  private int append(DayFile file) throws IOException {
    addLines(1);
    return file.append(batch);
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  /** Each of these has the name of the ledger's file. */
  private interface Stranger {
    void make(Path name) throws Exception;
  }

  private void takesTheNextName(Stranger stranger) throws Exception {
    stranger.make(name(0));
    DayFile file = open();

    assertThat(append(file)).isEqualTo(1);
    assertThat(append(file)).isEqualTo(1);
    assertThat(lines(name(1))).hasSize(2);
  }

  @Test
  void doesNotWaitForTheReaderOfANamedPipe() throws Exception {
    takesTheNextName(name -> run("mkfifo", name.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "{\"time\":1}", "\n\n", "{\"timestamp\": \"", "PK\u0003\u0004"})
  void leavesAFileAloneThatIsNoLedger(String content) throws Exception {
    takesTheNextName(name -> Files.writeString(name, content));
    assertThat(name(0)).hasContent(content);
  }

  @Test
  void followsNoSymbolicLink() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), BEGINNING);
    takesTheNextName(name -> Files.createSymbolicLink(name, target));
    assertThat(target).hasContent(BEGINNING);
  }

  @Test
  void followsNoSymbolicLinkToAMissingFile() throws Exception {
    takesTheNextName(name -> Files.createSymbolicLink(name, folder.resolve("missing")));
    assertThat(folder.resolve("missing")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw--w----", "rw-----w-", "rw-rw-rw-"})
  void leavesAFileAloneThatOthersMayWriteToByAnotherName(String permissions) throws Exception {
    Path other = Files.writeString(folder.resolve("other"), "");
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString(permissions));
    takesTheNextName(name -> Files.createLink(name, other));
    assertThat(other).isEmptyFile();
  }

  @Test
  void continuesItsFileThatABackupHasLinked() throws Exception {
    for (int restart = 0; restart < 12; restart++) {
      append(open());
      Files.createLink(folder.resolve("backup" + restart), name(0));
    }

    assertThat(lines(name(0))).hasSize(12);
    assertThat(name(1)).doesNotExist();
  }

  @Test
  void leavesADirectoryAlone() throws Exception {
    takesTheNextName(Files::createDirectory);
  }

  @Test
  void leavesTheFileOfAnotherUserAlone() throws Exception {
    Path other = Files.createFile(folder.resolve("probe"));
    assumeThat(Files.getOwner(other).getName()).isEqualTo("root");
    takesTheNextName(
        name -> {
          Files.writeString(name, BEGINNING);
          run("chown", "65534", name.toString());
        });
    assertThat(name(0)).hasContent(BEGINNING);
  }

  @Test
  void failsIfAllNamesAreTaken() throws Exception {
    for (int i = 0; i < LedgerFileName.NAMES; i++) {
      Files.createDirectory(name(i));
    }

    assertThatThrownBy(() -> append(open()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(name(0).getFileName() + " is a directory");
    Files.delete(name(4));
    assertThat(open().append(batch)).isEqualTo(1);
    assertThat(lines(name(4))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"time", BEGINNING, BEGINNING + "\"}\n", "\n{\"timestamp\":\""})
  void continuesAFileOfAnEarlierProcess(String content) throws Exception {
    Files.writeString(name(0), content);

    assertThat(append(open())).isEqualTo(1);
    assertThat(Files.readString(name(0))).startsWith(content).endsWith("}\n");
    assertThat(lines(name(0))).last().asString().startsWith("{\"timestamp").endsWith("}");
    assertThat(name(1)).doesNotExist();
  }

  @Test
  void leavesNoOtherFileBehind() throws Exception {
    Files.writeString(name(0), BEGINNING);
    append(open());

    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void aFolderMayBeASymbolicLink() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    addLines(1);

    assertThat(new DayFile(link, "77").append(batch)).isEqualTo(1);
    assertThat(real.toFile().list()).hasSize(1);
  }

  @Test
  void opensANewFileWhenAnotherTakesTheOldOnesPlace() throws Exception {
    DayFile file = open();
    append(file);
    Path moved = Files.move(name(0), folder.resolve("moved"));
    Files.createFile(name(0));

    append(file);
    assertThat(lines(moved)).hasSize(1);
    assertThat(lines(name(0))).hasSize(1);
  }

  @Test
  void makesTheFolderAgain() throws Exception {
    DayFile file = open();
    append(file);
    Files.delete(name(0));
    Files.delete(folder);

    append(file);
    assertThat(lines(name(0))).hasSize(1);
  }

  @Test
  void tellsWhenEveryoneMayDeleteTheFiles() throws Exception {
    for (String shared : List.of("rwxrwxrwx", "rwxr-x-w-")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(shared));
      assertThat(open().isFolderOpenToAll()).isTrue();
    }
    run("chmod", "1777", folder.toString());
    assertThat(open().isFolderOpenToAll()).isFalse();
    run("chmod", "0775", folder.toString());
    assertThat(open().isFolderOpenToAll()).isFalse();
  }

  /** Writes so many bytes, and then fails once. */
  private final class Failing extends DayFile {
    private final Throwable failure;
    private int bytesUntilFailure;
    private boolean failed;

    Failing(int bytes, Throwable failure) {
      super(folder, "77");
      bytesUntilFailure = bytes;
      this.failure = failure;
    }

    @Override
    int write(ByteBuffer lines, FileChannel out) throws IOException {
      if (failed) {
        return super.write(lines, out);
      }
      if (bytesUntilFailure == 0) {
        failed = true;
        DayFileTest.<RuntimeException>sneakily(failure);
      }
      int limit = lines.limit();
      lines.limit(Math.min(limit, lines.position() + bytesUntilFailure));
      int written = super.write(lines, out);
      lines.limit(limit);
      bytesUntilFailure -= written;
      return written;
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneakily(Throwable failure) throws T {
    throw (T) failure;
  }

  /** 60 lines are more than one piece of the buffer. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 700, 10_000, 16_383, 16_384, 17_000, 25_000})
  void hasEachLineOnceAfterAnyFailureAnywhere(int bytes) throws Exception {
    for (Throwable failure :
        List.of(
            new OutOfMemoryError("Cannot reserve direct buffer memory"),
            new IOException("No space left on device"),
            new IllegalStateException())) {
      Files.deleteIfExists(name(0));
      addLines(60);
      DayFile file = new Failing(bytes, failure);
      List<Throwable> thrown = new ArrayList<>();
      int written = 0;
      while (!batch.isEmpty()) {
        try {
          written += file.append(batch);
        } catch (Throwable e) {
          thrown.add(e);
        }
      }

      assertThat(written).isEqualTo(60);
      assertThat(thrown.size()).isLessThanOrEqualTo(1);
      assertThat(lines(name(0)).stream().filter(line -> line.endsWith("}"))).hasSize(60);
      assertThat(lines(name(0)).size()).isLessThanOrEqualTo(61);
    }
  }
}
