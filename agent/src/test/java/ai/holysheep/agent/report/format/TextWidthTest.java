package ai.holysheep.agent.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many columns of a terminal a name takes. */
class TextWidthTest {
  @ParameterizedTest
  @CsvSource({
    "gpt-4.1, 7",
    "Überweisung, 11",
    "Ｔeam, 5",
    "搜索团队, 8",
    "검색, 4",
    "チーム, 6",
    "a\u0301b, 2",
    "\ud83d\ude80x, 3",
    "\u2705x, 3",
    "\ud835\udd38, 1",
    "\ud842\udfb7, 2"
  })
  void isThatOfTheTerminal(String text, int columns) {
    assertThat(TextWidth.of(text)).isEqualTo(columns);
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    assertThat(TextWidth.shortened("搜索团队", 8)).isEqualTo("搜索团队");
    assertThat(TextWidth.shortened("搜索团队组", 8)).isEqualTo("搜索...");
    assertThat(TextWidth.shortened("\ud83d\ude80\ud83d\ude80\ud83d\ude80", 5))
        .isEqualTo("\ud83d\ude80...");
    assertThat(TextWidth.shortened("com.shop.FaqBot", 10)).isEqualTo("com.sho...");
  }
}
