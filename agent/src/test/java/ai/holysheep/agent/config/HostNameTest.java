package ai.holysheep.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNameTest {
  private static final Map<String, String> NO_VARIABLES = Collections.emptyMap();

  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, content);
    return file.toString();
  }

  @Test
  void theEnvironmentNamesTheMachineFirst() throws IOException {
    String file = file("hostname", "by-file\n");
    assertThat(HostName.find(Map.of("HOSTNAME", "pod-7"), file)).isEqualTo("pod-7");
    assertThat(HostName.find(Map.of("COMPUTERNAME", "PC-1"), file)).isEqualTo("PC-1");
    assertThat(HostName.find(Map.of("HOSTNAME", " "), file)).isEqualTo("by-file");
  }

  @Test
  void theFirstFileThatNamesItIsNext() throws IOException {
    String missing = folder.resolve("missing").toString();
    String empty = file("empty", "\n");
    String named = file("named", "node-1\nmore\n");
    assertThat(HostName.find(NO_VARIABLES, missing, empty, named)).isEqualTo("node-1");
  }

  @Test
  void whatNothingNamesHasNoName() throws IOException {
    String large = file("large", "x".repeat(2000));
    assertThat(HostName.find(NO_VARIABLES, folder.toString(), large)).isNull();
  }
}
