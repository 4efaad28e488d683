package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {
  private final PriceTable prices = PriceTable.builtIn();

  private static PriceTable builtInPlus(String models) throws IOException {
    String json = "{\"models\": {" + models.replace('\'', '"') + "}}";
    return PriceTable.builtIn().plus(PriceFileParser.parse(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String pricedAs(PriceTable table, String model) {
    return table.cost(model, 1, 1, -1, -1).pricedAs;
  }

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
    Cost cost = prices.cost(model, 42, 89, -1, -1);

    assertThat(cost.total()).isEqualTo(picodollars);
    assertThat(cost.hasOwnPrice).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"gpt-4.1-mini", "gpt-4", "gpt-4.10", "claude-sonnet-4", "default", "unknown"})
  void anUnknownModelCostsTheDefault(String model) {
    Cost cost = prices.cost(model, 42, 89, -1, -1);

    assertThat(cost.pricedAs).isEqualTo("default");
    assertThat(cost.hasOwnPrice).isFalse();
  }

  @Test
  void aMillicentIsTenMillionPicodollars() {
    long oneMillionTokens = prices.cost("gpt-4.1", 1_000_000, -1, -1, -1).input;

    assertThat(BigDecimal.valueOf(oneMillionTokens, Cost.MILLICENT_DECIMALS))
        .isEqualByComparingTo("800000");
  }

  /** 10^12 tokens at 8 USD a million are 8 million USD, the double does not fit a long. */
  @Test
  void aCostAboveNineMillionUsdIsUnknownAndCounted() {
    long counted = IgnoredValues.total(IgnoredValues.Source.PRICE);

    assertThat(prices.cost("gpt-4.1", 1L << 60, 1L << 60, -1, -1)).isNull();
    assertThat(prices.cost("gpt-4.1", -1, 2_000_000_000_000L, -1, -1)).isNull();
    assertThat(prices.cost("gpt-4.1", 1_000_000_000_000L, 1_000_000_000_000L, -1, -1)).isNull();
    assertThat(IgnoredValues.total(IgnoredValues.Source.PRICE)).isEqualTo(counted + 3);

    assertThat(prices.cost("gpt-4.1", 1_000_000_000_000L, 1, -1, -1).total())
        .isEqualTo(8_000_000_000_008_000_000L);
  }

  @Test
  void unknownTokensHaveNoCost() {
    assertThat(prices.cost("gpt-4.1", -1, -1, 7, 7)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    // in, out, cached, written; costs of input and output in millionths of a USD. Prices: input 8,
    // output 30, cached 2, written 10 USD per million tokens.
    "100, 10, -1, -1, 800, 300",
    "100, 10, 40, -1, 560, 300",
    "100, 10, 40, 20, 600, 300",
    "100, 10, 400, 20, 200, 300",
    "100, 10, 90, 20, 280, 300",
    "-1, 10, 40, 20, 0, 300",
    "100, -1, 0, 0, 800, 0",
  })
  void pricesEachInputTokenOnce(
      long in, long out, long cached, long written, long inputCost, long outputCost)
      throws IOException {
    PriceTable table =
        builtInPlus("'m': {'input': 8, 'output': 30.0, 'cached_input': 2, 'cache_write': 1e1}");

    Cost cost = table.cost("m", in, out, cached, written);

    assertThat(cost.input).isEqualTo(inputCost * 1_000_000);
    assertThat(cost.output).isEqualTo(outputCost * 1_000_000);
  }

  @Test
  void cachedTokensWithoutAPriceCostAsMuchAsInput() throws IOException {
    PriceTable table = builtInPlus("'m': {'input': 0.000001, 'output': 0}");

    assertThat(table.cost("m", 100, 10, 40, 20).total()).isEqualTo(100);
  }

  @Test
  void aPriceFileReplacesAnySpellingAndTheClosestSpellingWins() throws IOException {
    PriceTable table =
        builtInPlus(
            "'GPT-4-1': {'input': 1, 'output': 1}, 'azure/gpt-4.1': {'input': 2, 'output': 2},"
                + "'gpt-4.1-2025-04-14': {'input': 3, 'output': 3},"
                + "'default': {'input': 4, 'output': 4}");

    assertThat(pricedAs(table, "gpt-4.1")).isEqualTo("GPT-4-1");
    assertThat(pricedAs(table, "openai/gpt-4.1")).isEqualTo("GPT-4-1");
    assertThat(pricedAs(table, "azure/gpt-4.1-2024-01-01")).isEqualTo("azure/gpt-4.1");
    assertThat(pricedAs(table, "gpt-4.1-2025-04-14")).isEqualTo("gpt-4.1-2025-04-14");
    assertThat(pricedAs(table, "deepseek-v3.2")).isEqualTo("deepseek-v3.2");
    assertThat(table.cost("no-such", 1, 0, -1, -1).input).isEqualTo(4_000_000);
  }
}
