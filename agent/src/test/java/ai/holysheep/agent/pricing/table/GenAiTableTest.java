package ai.holysheep.agent.pricing.table;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.PriceTable;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GenAiTableTest {
  private static final String NO_BASE =
      "[{'id': 'p', 'models': ["
          + "{'id': 'a', 'match': {'equals': 'a'}, 'prices': {'input_mtok': 1}},"
          + "{'id': 'b', 'match': {'equals': 'b'}, 'prices': {'input_mtok': {'tiers': []}}}]}]";

  private final TableAudit audit = new TableAudit();
  private PriceTable prices;

  @BeforeAll
  void read() throws IOException {
    PriceTables read = Tables.read(Tables.resource("genai.json"), audit);
    assertThat(read.format).isEqualTo("genai-prices' table");
    assertThat(read.summary()).isEqualTo("read the prices of 14 models");
    prices = read.table;
  }

  @Test
  void tiersWithoutABaseAreRefusedByName() throws IOException {
    TableAudit lines = new TableAudit();
    Tables.read(NO_BASE.replace('\'', '"'), lines);
    assertThat(lines.lines()).containsExactly("refused: p/b: input_mtok: base is missing");
  }

  /** Costs are in picodollars. */
  @ParameterizedTest
  @CsvSource({
    "claude-x, INPUT=199999 OUTPUT=10, 600147000000",
    "claude-x, INPUT=200001 OUTPUT=10, 1200231000000",
    "claude-x, INPUT=10 CACHED_INPUT=2 CACHE_WRITE=6 CACHE_WRITE_1H=4 OUTPUT=0, 38100000",
    "claude-x, INPUT=200001 CACHED_INPUT=200001 OUTPUT=0 WEB_SEARCHES=3, 90000300000",
    "gpt-x, INPUT=10 AUDIO_INPUT=6 CACHED_INPUT=4 CACHED_AUDIO_INPUT=2 OUTPUT=10 AUDIO_OUTPUT=10,"
        + " 723500000",
    "gpt-x-image, INPUT=10 IMAGE_INPUT=6 CACHED_INPUT=4 CACHED_IMAGE_INPUT=2 OUTPUT=10"
        + " IMAGE_OUTPUT=10, 368500000",
    "text-moderation, INPUT=10 OUTPUT=10, 0",
    "sonar, INPUT=1 OUTPUT=10 REASONING=4 REQUESTS=1, 12019000000",
  })
  void usesEachKindOfPrice(String model, String used, long picodollars) {
    Cost cost = prices.cost(model, Tables.used(used));

    assertThat(cost.hasOwnPrice).isTrue();
    assertThat(cost.total()).isEqualTo(picodollars);
    assertThat(cost.rules).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "deepseek-day, 2026-01-01T00:29:59.999Z, 1",
    "deepseek-day, 2026-01-01T00:30:00Z, 2",
    "deepseek-day, 2026-01-01T16:29:59.999Z, 2",
    "deepseek-day, 2026-01-01T16:30:00Z, 1",
    "deepseek-dated, 2026-08-31T23:59:59.999Z, 1",
    "deepseek-dated, 2026-09-01T00:00:00Z, 3",
  })
  void pricesDependOnTheCallsOwnTime(String model, String time, long usd) {
    long millis = Instant.parse(time).toEpochMilli();
    assertThat(prices.cost(model, Tables.used("INPUT=1 OUTPUT=0 millis=" + millis)).total())
        .isEqualTo(usd * 1_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "claude-x, anthropic/claude-x",
    "claude-x-20260101, anthropic/claude-x",
    "CLAUDE-X-ALIAS, anthropic/claude-x",
    "anthropic/claude-x, anthropic/claude-x",
    "bedrock/us.anthropic.claude-x-v1:0, aws/claude-on-aws",
    "anthropic.claude-x-v1:0, aws/claude-on-aws",
    "us.anthropic.claude-x-v1:0, aws/claude-on-aws",
    "claude-unknown, default",
    "gpt-x, openai/gpt-x",
    "gpt-x-2026-01-01, openai/gpt-x",
    "gpt-x-mini, default",
    "azure/gpt-x, openai/gpt-x",
    "azure/unknown, default",
    "o3, openai/o3",
    "sonar, perplexity/sonar",
    "perplexity/sonar, perplexity/sonar",
    "at-two, default",
    "novita/at-two, novita/at-two",
    "same-at-two, groq/same-at-two",
    "deepseek-old-dated, default",
    "b1, default",
    "gemini-2.5-flash, gemini-2.5-flash",
  })
  void theProviderInTheNameOrTheVendorPricesIt(String model, String entry) {
    assertThat(prices.cost(model, Tables.used("INPUT=1")).pricedAs).isEqualTo(entry);
  }

  @Test
  void namesWhatIsNotUsedWithTheReason() {
    assertThat(audit.lines())
        .containsExactlyInAnyOrder(
            "used in part: perplexity/sonar: output_citation_mtok: the agent does not count tokens"
                + " of citations",
            "refused: groq/broken-price: input_mtok: 1 is no price",
            "refused: groq/broken-rule: match: no such rule: like",
            "refused: groq/broken-regex: a regular expression that the agent does not know: (a)\\1",
            "refused: groq/broken-constraint: constraint: no such key: day",
            "refused: groq/broken-tiers: input_mtok.tiers: no start above 0, no price, or too many",
            "refused: groq/broken-match: match is missing",
            "refused: models[8]: it is not a JSON object",
            "refused: broken: models is not a JSON array");
  }
}
