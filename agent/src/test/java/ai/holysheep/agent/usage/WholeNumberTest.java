package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "007, 7",
    "42, 42",
    "42.0, 42",
    "1e3, 1000",
    "10e-1, 1",
    "' 42 ', 42",
    "1000000000000, 1000000000000",
    "1e12, 1000000000000",
  })
  void parsesEveryNotationOfAWholeNumber(String text, long number) {
    assertThat(WholeNumber.parse(text)).isEqualTo(number);
    assertThat(parseBytes(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "1.5",
        "1000000000001",
        "1e13",
        "1e999999999",
        "1e-999999999",
        "NaN",
        "0x10",
        "1 2"
      })
  void rejectsEverythingElse(String text) {
    assertThat(WholeNumber.parse(text)).isEqualTo(-1);
    assertThat(parseBytes(text)).isEqualTo(-1);
  }

  @Test
  void rejectsNullAndLongDecimals() {
    assertThat(WholeNumber.parse(null)).isEqualTo(-1);
    assertThat(WholeNumber.parse("1." + "0".repeat(38))).isEqualTo(1);
    assertThat(parseBytes("1." + "0".repeat(38))).isEqualTo(1);
    assertThat(WholeNumber.parse("1." + "0".repeat(39))).isEqualTo(-1);
    assertThat(parseBytes("1." + "0".repeat(39))).isEqualTo(-1);
  }

  /** In the middle of an array, to see that no other byte is read. */
  private static long parseBytes(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
    return WholeNumber.parse(bytes, 1, utf8.length);
  }
}
