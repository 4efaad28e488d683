package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPathNodeTest {
  private static final Path PATHS =
      Path.of("src/main/resources/ai/holysheep/agent/usage/paths.txt");

  @Test
  void everyPathOfACountHasASlotOfItsOwn() throws IOException {
    List<String> fields =
        lines().stream()
            .map(columns -> columns[1])
            .filter(field -> !field.equals("="))
            .filter(field -> JsonField.valueOf(field).hasSlot())
            .toList();

    assertThat(JsonPathNode.load("paths.txt").slotFields())
        .extracting(JsonField::name)
        .containsExactlyInAnyOrderElementsOf(fields)
        .hasSizeGreaterThan(100);
  }

  @Test
  void noPathStandsTwice() throws IOException {
    // A path can have a field, and the keys of another path below it.
    assertThat(lines())
        .extracting(columns -> columns[0] + columns[1].replaceAll("\\w+", ""))
        .doesNotHaveDuplicates();
  }

  @Test
  void thePlacesFitIntoABitSet() throws IOException {
    assertThat(lines()).filteredOn(columns -> columns[1].equals("=")).hasSizeLessThan(Long.SIZE);
  }

  private static List<String[]> lines() throws IOException {
    return Files.readAllLines(PATHS).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.split(" +"))
        .toList();
  }
}
