package ai.holysheep.agent.pricing.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameRegexTest {
  private static final List<String> NAMES =
      List.of(
          "",
          "o1",
          "o3-mini",
          "po1",
          "mistral",
          "ministral-8b",
          "stral",
          "grok-4.3-12345678",
          "grok-4.3-1234567",
          "grok-4x3-12345678",
          "gpt-5.6-sol-2026-01-02",
          "aaaa",
          "ab",
          "abab",
          "a_b",
          "A",
          "é",
          "x-y",
          "a]b",
          "a.b",
          "bc",
          "abbbc");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^o[134]",
        "(?:mi|code|dev|magi|mini)stral",
        "^grok-4\\.3-\\d{8}$",
        "^gpt-5\\.6-sol-\\d{4}-\\d{2}-\\d{2}$",
        "",
        "^$",
        "a*",
        "^a+$",
        "^(ab)*$",
        "(a|b|)c",
        "^[^a-z]",
        "[a\\]]b",
        "^.$",
        "\\w_\\w",
        "a{2,3}$",
        "^a{2,}$",
        "^[a-c]{0,}$",
        "^a?b?$",
        "(a*)*c",
        "b{0}c",
        "^(?:a|ab)(?:c|bcd)*$",
        "x|^bc$|y-"
      })
  void findsWhatJavasOwnExpressionsFind(String pattern) {
    NameRegex regex = NameRegex.of(pattern);
    Pattern java = Pattern.compile(pattern);
    for (String name : NAMES) {
      assertThat(regex.isFoundIn(name)).as(name).isEqualTo(java.matcher(name).find());
    }
  }

  @Test
  void findsWhatJavasOwnExpressionsFindForRandomOnes() {
    String[] parts = {
      "a", "b", "[ab]", "(?:a|b)", ".", "^", "$", "a*", "b?", "(ab)+", "|", "c{1,2}"
    };
    Random random = new Random(7);
    for (int i = 0; i < 5000; i++) {
      StringBuilder pattern = new StringBuilder();
      StringBuilder name = new StringBuilder();
      for (int j = 0; j < 1 + random.nextInt(6); j++) {
        pattern.append(parts[random.nextInt(parts.length)]);
        name.append("abc".charAt(random.nextInt(3)));
      }
      assertThat(NameRegex.of(pattern.toString()).isFoundIn(name.toString()))
          .as(pattern + " in " + name)
          .isEqualTo(Pattern.compile(pattern.toString()).matcher(name).find());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a",
        "a)",
        "[a",
        "a**b(?=c)",
        "\\1",
        "(?<n>a)",
        "*",
        "a{",
        "a{x}",
        "a{65}",
        "a{2,1}",
        "a{,2}",
        "a{,}",
        "\\b",
        "é",
        "a{1,2,3}",
        "[b-a]",
        "((((a{60}){60})"
      })
  void refusesWhatItDoesNotKnow(String pattern) {
    assertThatThrownBy(() -> NameRegex.of(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHostileExpressionTakesNoTime() {
    NameRegex regex = NameRegex.of("^(((a*)*)*)*(a|aa)*(?:a?){60}b$");
    String name = "a".repeat(NameIndex.MAX_NAME);
    Assertions.assertTimeout(
        Duration.ofSeconds(30),
        () -> {
          for (int i = 0; i < 100; i++) {
            assertThat(regex.isFoundIn(name)).isFalse();
          }
        });
    assertThatThrownBy(() -> NameRegex.of("(".repeat(500))).hasMessageContaining("200 characters");
  }
}
