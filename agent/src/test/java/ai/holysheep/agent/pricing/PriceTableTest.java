package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import ai.holysheep.agent.pricing.table.OwnFormat;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {
  private final PriceTable prices = PriceTable.builtIn();

  private static PriceTable builtInPlus(String models) throws IOException {
    return builtInPlus(models, "");
  }

  private static PriceTable builtInPlus(String models, String aliases) throws IOException {
    return PriceTable.builtIn().plus(file(models, aliases));
  }

  private static PriceFile file(String models, String aliases) throws IOException {
    String json =
        "{'models': {M}, 'aliases': {A}}"
            .replace("M", models)
            .replace("{A}", "{" + aliases + "}")
            .replace('\'', '"');
    return OwnFormat.parse(json);
  }

  private static String pricedAs(PriceTable table, String model) {
    return table.cost(model, Used.tokens(1, 1)).pricedAs;
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
    Cost cost = prices.cost(model, Used.tokens(42, 89));

    assertThat(cost.total()).isEqualTo(picodollars);
    assertThat(cost.hasOwnPrice).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"gpt-4.1-mini", "gpt-4", "gpt-4.10", "claude-sonnet-4", "default", "unknown"})
  void anUnknownModelCostsTheDefault(String model) {
    Cost cost = prices.cost(model, Used.tokens(42, 89));

    assertThat(cost.pricedAs).isEqualTo("default");
    assertThat(cost.hasOwnPrice).isFalse();
  }

  @Test
  void aMillicentIsTenMillionPicodollars() {
    long oneMillionTokens = prices.cost("gpt-4.1", Used.tokens(1_000_000, -1)).input;

    assertThat(BigDecimal.valueOf(oneMillionTokens, Cost.MILLICENT_DECIMALS))
        .isEqualByComparingTo("800000");
  }

  /** 10^12 tokens at 8 USD a million are 8 million USD, the double does not fit a long. */
  @Test
  void aCostAboveNineMillionUsdIsUnknownAndCounted() {
    long counted = IgnoredValues.total(IgnoredValues.Source.PRICE);

    assertThat(prices.cost("gpt-4.1", Used.tokens(1L << 60, 1L << 60))).isNull();
    assertThat(prices.cost("gpt-4.1", Used.tokens(-1, 2_000_000_000_000L))).isNull();
    assertThat(prices.cost("gpt-4.1", Used.tokens(1_000_000_000_000L, 1_000_000_000_000L)))
        .isNull();
    assertThat(IgnoredValues.total(IgnoredValues.Source.PRICE)).isEqualTo(counted + 3);

    assertThat(prices.cost("gpt-4.1", Used.tokens(1_000_000_000_000L, 1)).total())
        .isEqualTo(8_000_000_000_008_000_000L);
  }

  @Test
  void unknownTokensHaveNoCost() {
    assertThat(prices.cost("gpt-4.1", Used.tokens(-1, -1, 7, 7, 7))).isNull();
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

    Cost cost = table.cost("m", Used.tokens(in, out, cached, written, -1));

    assertThat(cost.input).isEqualTo(inputCost * 1_000_000);
    assertThat(cost.output).isEqualTo(outputCost * 1_000_000);
  }

  @Test
  void cachedTokensWithoutAPriceCostAsMuchAsInput() throws IOException {
    PriceTable table = builtInPlus("'m': {'input': 0.000001, 'output': 0}");

    assertThat(table.cost("m", Used.tokens(100, 10, 40, 20, 20)).total()).isEqualTo(100);
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
    assertThat(table.cost("no-such", Used.tokens(1, 0)).input).isEqualTo(4_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    // in, cached, written, for an hour; input's cost in millionths of a USD. Prices: input 3,
    // cached 0.3, written 3.75 USD per million tokens, for an hour 6.
    "4818, 0, 4803, 4803, 28863",
    "4818, 0, 4803, 0, 18056.25",
    "1000, 500, 400, 100, 2175",
    "1000, 500, 400, 9999, 2850",
    "1000, 900, 400, 400, 870",
    "1000, 0, -1, 400, 3000",
    "1000, 0, 400, -1, 3300",
  })
  void tokensWrittenForAnHourCostTwiceTheInput(
      long in, long cached, long written, long forAnHour, BigDecimal microdollars)
      throws IOException {
    PriceTable table =
        builtInPlus(
            "'claude': {'input': 3, 'output': 15, 'cached_input': 0.3, 'cache_write': 3.75},"
                + " 'plain': {'input': 3, 'output': 15, 'cached_input': 0.3}");

    assertThat(
            BigDecimal.valueOf(
                table.cost("claude", Used.tokens(in, 0, cached, written, forAnHour)).input, 6))
        .isEqualByComparingTo(microdollars);
    assertThat(table.cost("plain", Used.tokens(in, 0, cached, written, forAnHour)).input)
        .isEqualTo(table.cost("plain", Used.tokens(in, 0, cached, written, 0)).input);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5, us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "claude-sonnet-4-5, anthropic/claude-4.5-sonnet-20250929",
    "gemini-2.5-flash, models/gemini-2.5-flash",
    "gemini-2.5-flash, google/gemini-2.5-flash:free",
    "gemini-2.5-flash, gemini-2.5-flash-001",
    "gemini-2.5-flash, gemini-2.5-flash-preview-09-2025",
    "deepseek-v3.2, deepseek.v3.2",
    "gpt-4.1, openai:gpt-4.1",
    "deepseek-v3.2, deepseek/deepseek-v3.2:nitro",
    "default, gemini-2.5-flash-lite",
    "default, gemini-3-flash-preview",
    "default, gemini-flash-latest",
    "default, ft:gpt-4.1-2025-04-14:org::id",
  })
  void pricesASpellingAsItsBase(String pricedAs, String model) {
    assertThat(pricedAs(prices, model)).isEqualTo(pricedAs);
  }

  @ParameterizedTest
  @CsvSource({
    "a-2025-01-01, a",
    "a-2025-01-01, x/a-0613",
    "anthropic.claude-b-20250101-v1:0, claude-b",
    "anthropic.claude-b-20250101-v1:0, eu.anthropic.claude-b-20250101-v1:0",
    "default, c",
    "vendor/c, vendor/c-latest",
    "default, d",
    "d:free, d:free",
    "default, embed-005",
    "embed-004, embed",
    "ft:gpt-4.1, ft:gpt-4.1-2025-04-14:org::id",
    "'ft:gpt-4.1-2025-04-14:org::mine', ft:gpt-4.1-2025-04-14:org::mine",
    "g-1-preview-05-20, g-1-preview",
    "g-1-preview-05-20, g-1",
    "g-2-preview, g-2-preview-05-20",
    "g-2, g-2-001",
    "anthropic.claude-v2:1, claude-2.1",
    "default, anthropic.claude-v2",
    "titan-embed-text-v2, amazon.titan-embed-text-v2:0",
    "default, amazon.titan-embed-text-v1",
    "claude-3-5-20241022, anthropic.claude-3-5-20241022-v2:0",
    "claude-3-5-20240620, anthropic.claude-3-5-20240620-v1:0",
    "deepseek-reasoner, deepseek-reasoner",
    "default, deepseek-chat",
    "gpt-oss-120b, openai.gpt-oss-120b-1:0",
  })
  void theOnlyEntryOfAModelPricesAllItsSpellings(String pricedAs, String model) throws IOException {
    StringBuilder models = new StringBuilder();
    for (String entry :
        new String[] {
          "a-2025-01-01",
          "anthropic.claude-b-20250101-v1:0",
          "c-0101",
          "vendor/c",
          "d:free",
          "embed-004",
          "ft:gpt-4.1",
          "ft:gpt-4.1-2025-04-14:org::mine",
          "g-1-preview-05-20",
          "g-2",
          "g-2-preview",
          "anthropic.claude-v2:1",
          "titan-embed-text-v2",
          "claude-3-5-20241022",
          "claude-3-5-20240620",
          "deepseek-reasoner",
          "gpt-oss-120b"
        }) {
      models.append(models.length() == 0 ? "" : ",");
      models.append("'").append(entry).append("': {'input': 1, 'output': 1}");
    }
    assertThat(pricedAs(builtInPlus(models.toString()), model)).isEqualTo(pricedAs);
  }

  @Test
  void aUsersAliasHoldsForPriceAndSubstitution() throws IOException {
    PriceTable table =
        builtInPlus(
            "'special': {'input': 1, 'output': 1}",
            "'my-gpt': 'gpt-4.1', 'azure/prod': 'my-gpt', 'special': 'gpt-4.1'");

    assertThat(pricedAs(table, "my-gpt")).isEqualTo("gpt-4.1");
    assertThat(pricedAs(table, "My.GPT")).isEqualTo("gpt-4.1");
    assertThat(pricedAs(table, "azure/prod")).isEqualTo("gpt-4.1");
    assertThat(pricedAs(table, "prod")).isEqualTo("default");
    assertThat(pricedAs(table, "special")).isEqualTo("special");
    assertThat(table.isSubstitution("my-gpt", "gpt-4.1-2025-04-14")).isFalse();
    assertThat(table.isSubstitution("azure/prod", "openai/gpt-4.1")).isFalse();
    assertThat(table.isSubstitution("special", "my-gpt")).isFalse();
    assertThat(table.isSubstitution("my-gpt", "gpt-4.1-mini")).isTrue();
    assertThat(prices.isSubstitution("my-gpt", "gpt-4.1")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a': 'a' | aliases.a: leads back to itself",
        "'a': 'b', 'b': 'a' | aliases.a: leads back to itself",
        "'x': 'a', 'a': 'b', 'b': 'v/a-latest' | aliases.x: leads back to itself",
        "'claude-sonnet-4': 'claude-sonnet-4-0' | aliases.claude-sonnet-4: leads back to itself",
        "'a': 'b','b': 'c','c': 'd','d': 'e','e': 'f','f': 'g','g': 'h','h': 'i','i': 'j' |"
            + " aliases.a: leads back to itself, or through more than 8 aliases",
      })
  void refusesAnAliasThatLeadsToNoModel(String aliases, String reason) throws IOException {
    PriceFile file = file("", aliases + ", 'good': 'gpt-4.1'");
    PriceTable table = prices.plus(file);

    assertThat(file.refusals.lines()).anyMatch(line -> line.contains(reason));
    assertThat(pricedAs(table, "good")).isEqualTo("gpt-4.1");
    assertThat(pricedAs(table, "a")).isEqualTo("default");
  }

  @Test
  void manyNamesTakeLittleMemoryAndStayRight() {
    for (int i = 0; i < 100_000; i++) {
      assertThat(pricedAs(prices, "attack-" + i + "x")).isEqualTo("default");
    }
    assertThat(pricedAs(prices, "gpt-4.1-latest")).isEqualTo("gpt-4.1");
  }
}
