package ai.holysheep.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BoundedFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 9999, 10_000})
  void readsAWholeFile(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("file"), content);

    assertThat(BoundedFile.read(file.toString(), 10_000)).isEqualTo(content);
  }

  @Test
  void refusesALargerFile() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[10_001]);

    assertThatThrownBy(() -> BoundedFile.read(file.toString(), 10_000))
        .isInstanceOf(IOException.class)
        .hasMessage("larger than 10000 bytes");
  }

  @Test
  void refusesWhatIsNotARegularFile() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    for (String path : new String[] {pipe.toString(), "/dev/zero", "/dev/null", "" + folder}) {
      assertThatThrownBy(() -> BoundedFile.read(path, 10_000))
          .as(path)
          .isInstanceOf(IOException.class)
          .hasMessage("not a regular file");
    }
  }

  @Test
  void namesAMissingFile() {
    assertThatThrownBy(() -> BoundedFile.read(folder + "/none", 10_000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No such file");
  }
}
