package ai.holysheep.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void readsTheFlags() {
    Options options =
        Options.parse(
            new String[] {
              "--gateway",
              "https://api.holysheep.ai/",
              "--calls",
              "5",
              "--timeout",
              "20",
              "--linger"
            });

    assertThat(options.gateway).isEqualTo("https://api.holysheep.ai");
    assertThat(options.calls).isEqualTo(5);
    assertThat(options.timeoutSeconds).isEqualTo(20);
    assertThat(options.linger).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--calls", "--calls many", "--color red", "--rate 0"})
  void anErrorNamesTheFlag(String line) {
    assertThatThrownBy(() -> Options.parse(line.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(line.split(" ")[0] + ": ")
        .hasMessageContaining("--help");
  }
}
