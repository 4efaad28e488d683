package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JsonFieldTest {
  @Test
  void everyCountHasABitOfItsOwn() {
    assertThat(
            Arrays.stream(JsonField.values())
                .filter(field -> field.type == JsonField.Type.COUNT)
                .map(Enum::ordinal))
        .allMatch(ordinal -> ordinal < Integer.SIZE);
  }
}
