package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedTextTest {
  private static final int MAX = 4;

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "abcd, abcd",
    "abcde, abcd",
    "ab\uD83D\uDE00, ab\uD83D\uDE00",
    "abc\uD83D\uDE00, abc",
    "ab\uD83D\uDE00\uD83D\uDE00, ab\uD83D\uDE00",
    "a\uD83D, a\uFFFD",
    "\uDE00a, \uFFFDa",
    "\uDE00\uD83D, \uFFFD\uFFFD",
    "\uD83D\uD83D\uDE00, \uFFFD\uD83D\uDE00",
    "\uD83Dbcd\uDE00, \uFFFDbcd",
    "abc\uD83Dd, abc\uFFFD",
    "日本語文字, 日本語文"
  })
  void isCutBetweenCharactersAndWellFormed(String text, String expected) {
    assertThat(BoundedText.of(text, MAX)).isEqualTo(expected);
  }

  @Test
  void goodTextIsTheSameObject() {
    String text = new String("a\uD83D\uDE00b");

    assertThat(BoundedText.of(text, MAX)).isSameAs(text);
  }

  /** A name is what its UTF-8 is: otherwise two series have one name. */
  @Test
  void differentTextsHaveDifferentUtf8() {
    String alphabet = "ab\uD83D\uD83E\uDE00\uDE01é日";
    Random random = new Random(20261126);
    Set<String> texts = new HashSet<>();
    Set<String> decoded = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String bounded = BoundedText.of(text.toString(), MAX);
      assertThat(bounded).hasSizeLessThanOrEqualTo(MAX);
      byte[] utf8 = bounded.getBytes(StandardCharsets.UTF_8);
      assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(bounded);
      texts.add(bounded);
      decoded.add(new String(utf8, StandardCharsets.UTF_8));
    }

    assertThat(decoded).hasSameSizeAs(texts);
  }
}
