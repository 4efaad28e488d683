package ai.holysheep.agent.exchange.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderNumberTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "42 | 42",
        "42.0 | 42",
        "0.5 | 0.5",
        ".5 | 0.5",
        "1. | 1",
        "1e3 | 1000",
        "1E+3 | 1000",
        "25e-2 | 0.25",
        "0.3000001907348633 | 0.3000001907348633",
        "0.500000000000000000000000000000000001 | 0.5",
        "99999999999999999 | 99999999999999999",
        "'  7 ' | 7",
        "'60, 60;w=60' | 60",
        "'100;w=1, 1000;w=60' | 100",
        "'60,junk' | 60",
        "'149,984' | 149984",
        "' 1,234,567 ' | 1234567",
        "'1,000' | 1000",
        "'12,345,678' | 12345678",
        "'100,000;w=60' | 100",
        "'100, 200' | 100",
        "'100,20' | 100",
        "'1000,200' | 1000",
        "'1,000,00' | 1",
        "'1,0000' | 1",
        "'1,000.5' | 1",
        "'999,999,999,999,999' | 999999999999999",
      })
  void readsTheFirstNumber(String text, double number) {
    assertThat(HeaderNumber.first(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        ".",
        "-1",
        "-0",
        "+5",
        "NaN",
        "Infinity",
        "0x10",
        "1 2",
        "1.2.3",
        "1e",
        "1e999",
        "1e-999999999",
        "1e1.5",
        "1m",
        "soon",
        "999999999999999999999",
        "1e50",
        "\u0661"
      })
  void readsNothingElse(String text) {
    assertThat(HeaderNumber.first(text)).isNegative();
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 100_000})
  void readsNoLongNumber(int length) {
    assertThat(HeaderNumber.first("0".repeat(length))).isNegative();
    assertThat(HeaderNumber.first(" ".repeat(length) + "7")).isNegative();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"default\";r=50;t=30 | r | 50",
        "\"default\";r=50;t=30 | t | 30",
        "\"default\"; r=50 ; t=30 | t | 30",
        "limit=100, remaining=0, reset=5 | remaining | 0",
        "\"a;r=1\";r=50, \"b\";r=7 | r | 50",
        "\"default\";r=50 | t | -1",
        "\"default\";r= | r | -1",
        "\"default\";r | r | -1",
        "\"unclosed;r=1 | r | -1",
        "xr=5 | r | -1",
        "r=-5 | r | -1",
        ";;;, | r | -1",
      })
  void readsTheFirstParameterOfAName(String text, String name, double number) {
    assertThat(HeaderNumber.parameter(text, name)).isEqualTo(number);
  }
}
