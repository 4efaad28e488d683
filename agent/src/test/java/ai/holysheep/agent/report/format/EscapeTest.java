package ai.holysheep.agent.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o",
        "my model - v2",
        "team a @ prod",
        "a = b",
        "gpt-4o (+tools)",
        "x \uff1d1",
        "user@host",
        "a\u00a0-\u00a0b"
      })
  void csvLeavesANameAsItIs(String name) {
    assertThat(Escape.forCsv(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "=1~'=1",
        "` -1`~` '-1`",
        "`\u3000@x`~`\u3000'@x`",
        "x|+1~x|'+1",
        "x| =1~x| '=1",
        "x;=1~\"x;'=1\"",
        "x, -y~\"x, '-y\"",
        "\"=1~\"\"\"'=1\"",
        "x;\" =1~\"x;\"\" '=1\""
      })
  void csvHasAnApostropheWhereACellCanBegin(String name, String cell) {
    assertThat(Escape.forCsv(name)).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\t=1", "x\r=1", "x\n=1"})
  void csvHasNoSeparatorThatIsInvisible(String name) {
    assertThat(Escape.forCsv(name)).matches("x\\\\u000[9ad]=1");
  }
}
