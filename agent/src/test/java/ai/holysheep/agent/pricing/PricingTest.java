package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {
  private final PriceTable prices = PriceTable.builtIn();

  @ParameterizedTest
  @CsvSource({
    "gpt-4.1, 1048000000",
    "gpt-4.1-2025-04-14, 1048000000",
    "openai/gpt-4.1, 1048000000",
    "gpt-4.1-latest, 1048000000",
    "claude-sonnet-4.5, 1965000000",
    "claude-sonnet-4-5-20250929, 1965000000",
    "claude-sonnet-4-5@20250929, 1965000000",
    "Gemini-2.5-Flash, 327500000",
    "deepseek-v3.2, 55020000",
  })
  void pricesEverySpellingOfAModel(String model, long picodollars) {
    assertThat(prices.of(model).cost(42, 89)).isEqualTo(picodollars);
  }

  @ParameterizedTest
  @CsvSource({"gpt-4.1-mini", "gpt-4", "gpt-4.10", "claude-sonnet-4", "default", "unknown"})
  void guessesNothing(String model) {
    assertThat(prices.of(model)).isNull();
  }

  @Test
  void aMillicentIsTenMillionPicodollars() {
    long oneMillionTokens = prices.of("gpt-4.1").cost(1_000_000, 0);

    assertThat(oneMillionTokens / Price.PICODOLLARS_PER_MILLICENT).isEqualTo(800_000);
  }

  @Test
  void anAbsurdAmountIsNoSilentOverflow() {
    assertThatThrownBy(() -> prices.byDefault().cost(1L << 60, 1L << 60))
        .isInstanceOf(ArithmeticException.class);
  }
}
