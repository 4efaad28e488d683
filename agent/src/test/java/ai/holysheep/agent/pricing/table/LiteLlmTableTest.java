package ai.holysheep.agent.pricing.table;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.pricing.Consumption;
import ai.holysheep.agent.pricing.Consumption.Count;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.PriceTable;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiteLlmTableTest {
  private final TableAudit audit = new TableAudit();
  private PriceTable prices;

  @BeforeAll
  void read() throws IOException {
    PriceTables read = Tables.read(Tables.resource("litellm.json"), audit);
    assertThat(read.format).isEqualTo("LiteLLM's table");
    assertThat(read.summary())
        .isEqualTo(
            "read the prices of 35 models (and 5 that have no price for what answers count)");
    prices = read.table;
  }

  /** Costs are in picodollars. */
  @ParameterizedTest
  @CsvSource({
    "gpt-x, INPUT=10 OUTPUT=10, 30000000",
    "gpt-x, INPUT=10 CACHED_INPUT=4 OUTPUT=0, 6400000",
    "gpt-x, INPUT=10 OUTPUT=10 tier=default, 30000000",
    "gpt-x, INPUT=10 OUTPUT=10 tier=batch, 15000000",
    "gpt-x, INPUT=10 OUTPUT=10 tier=flex, 18000000",
    "gpt-x, INPUT=10 OUTPUT=10 tier=priority, 90000000",
    "gpt-x, INPUT=272000 OUTPUT=10, 272020000000",
    "gpt-x, INPUT=272001 OUTPUT=10, 544032000000",
    "gpt-x, INPUT=272001 OUTPUT=10 tier=priority, 1904087000000",
    "gpt-x, INPUT=10 OUTPUT=10 WEB_SEARCHES=2, 20030000000",
    "claude-x, INPUT=10 CACHE_WRITE=10 CACHE_WRITE_1H=4 OUTPUT=0, 46500000",
    "claude-x, INPUT=300000 CACHE_WRITE=10 CACHE_WRITE_1H=4 OUTPUT=10, 1800258000000",
    "deepseek-v9, INPUT=10 CACHED_INPUT=5 OUTPUT=0, 6000000",
    "xai/grok-x, INPUT=199999 OUTPUT=0, 599997000000",
    "xai/grok-x, INPUT=200000 OUTPUT=0, 1200000000000",
    "qwen-x, INPUT=32000 OUTPUT=10 REASONING=4, 32014000000",
    "qwen-x, INPUT=32001 OUTPUT=10 REASONING=4, 64036000000",
    "gpt-x-realtime, INPUT=10 AUDIO_INPUT=6 OUTPUT=10 AUDIO_OUTPUT=5, 608000000",
    "gpt-x-realtime, INPUT=10 AUDIO_INPUT=6 CACHED_INPUT=6 CACHED_AUDIO_INPUT=6 OUTPUT=0, 19000000",
    "gpt-x-transcribe, INPUT=10 AUDIO_INPUT=10 OUTPUT=1, 70000000",
    "gpt-x-transcribe, INPUT=10 OUTPUT=1, 70000000",
    "gpt-x-image, INPUT=10 IMAGE_INPUT=4 OUTPUT=10, 470000000",
    "gpt-x-image, INPUT=10 OUTPUT=10 IMAGE_OUTPUT=10, 450000000",
    "gpt-x-image, INPUT=10 OUTPUT=10 IMAGE_OUTPUT=10 IMAGES=1, 450000000",
    "gpt-x-realtime, INPUT=10 IMAGE_INPUT=4 OUTPUT=0, 44000000",
    "imagen-x, IMAGES=3, 120000000000",
    "imagen-x, INPUT=5 OUTPUT=9 IMAGES=1, 40000000000",
    "dall-e-x, IMAGES=2, 80000000000",
    "whisper-x, AUDIO_MILLIS=12345, 1234500000",
    "azure/whisper-x, AUDIO_MILLIS=1000, 300000000",
    "soniox/stt-x, AUDIO_MILLIS=1, 27778",
    "ocr-x, PAGES=7, 14000000000",
    "gpt-x-embedding, INPUT=2, 1",
    "rerank-x, REQUESTS=1, 2000000000",
    "sonar-x, INPUT=1 OUTPUT=1 REQUESTS=1 WEB_SEARCHES=1, 13002000000",
    "databricks/x, INPUT=1 OUTPUT=1, 2000000",
  })
  void usesEachKindOfField(String model, String used, long picodollars) {
    Cost cost = prices.cost(model, Tables.used(used));

    assertThat(cost.hasOwnPrice).isTrue();
    assertThat(cost.total()).isEqualTo(picodollars);
  }

  @Test
  void aSearchOfUnknownSizeIsMarked() {
    assertThat(prices.cost("sonar-x", Tables.used("INPUT=1 WEB_SEARCHES=1")).rules)
        .isEqualTo("search_of_medium_size");
    assertThat(prices.cost("gpt-x", Tables.used("INPUT=1 WEB_SEARCHES=1")).rules).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "dall-e-x, hd/1024x1024, 80000000000",
    "openai/dall-e-x, hd/1024x1024, 80000000000",
    "dall-e-x, hd/1024x1792, 119991173120",
    "dall-e-x, standard/512x512, 20000000000",
    "dall-e-x, 512x512, 20000000000",
    "dall-e-x, standard/1024x1024, 40000000000",
    "dall-e-x, hd/9x9, 40000000000",
    "dall-e-x, , 40000000000",
    "dall-e-x, hd, 80000000000",
    "dall-e-x, standard, 40000000000",
    "azure/dall-e-x, 1024x1024, 50000000000",
    "gpt-x, hd/1024x1024, ",
  })
  void theSizeAndQualityOfAnImageChooseItsEntry(String model, String form, Long picodollars) {
    Consumption used = new Consumption.Builder(0).with(Count.IMAGES, 1).imageForm(form).build();

    Cost cost = prices.cost(model, used);
    assertThat(cost == null ? null : cost.total()).isEqualTo(picodollars);
  }

  @ParameterizedTest
  @CsvSource({
    "dall-e-x, hd/1024x1024, ",
    "dall-e-x, 512x512, ",
    "dall-e-x, hd/9x9, image_of_default_size",
    "dall-e-x, , image_of_default_size",
    "dall-e-x, hd, image_of_default_size",
    "imagen-x, , ",
    "imagen-x, 512x512, ",
  })
  void aSizeOfAnImageThatHasNoPriceIsMarked(String model, String form, String rules) {
    Consumption used = new Consumption.Builder(0).with(Count.IMAGES, 1).imageForm(form).build();

    assertThat(prices.cost(model, used).rules).isEqualTo(rules);
  }

  @Test
  void anAnswerThatCountsTokensIsPaidByTokens() {
    Consumption used =
        new Consumption.Builder(0)
            .with(Count.INPUT, 10)
            .with(Count.OUTPUT, 10)
            .with(Count.IMAGES, 1)
            .imageForm("high/1024x1024")
            .build();

    assertThat(prices.cost("gpt-x-image", used).pricedAs).isEqualTo("gpt-x-image");
  }

  @ParameterizedTest
  @CsvSource({"whisper-x, INPUT=5 OUTPUT=3", "imagen-x, INPUT=5 OUTPUT=3", "dall-e-x, OUTPUT=0"})
  void aModelPaidByAnotherUnitHasNoKnownCostWithoutACountOfIt(String model, String used) {
    assertThat(prices.hasPrice(model)).isTrue();
    assertThat(prices.cost(model, Tables.used(used))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-x, gpt-x",
    "GPT-X, gpt-x",
    "openai/gpt-x, gpt-x",
    "gpt-x-2026-01-01, gpt-x",
    "azure/gpt-x, azure/gpt-x",
    "claude-x, claude-x",
    "claude-x-20260101, claude-x",
    "anthropic/claude-x, claude-x",
    "us.anthropic.claude-x-20260101-v1:0, us.anthropic.claude-x-20260101-v1:0",
    "deepseek-v9, deepseek/deepseek-v9",
    "deepseek.v9, deepseek.v9",
    "deepseek-ai/DeepSeek-V9, deepseek/deepseek-v9",
    "together_ai/deepseek-ai/deepseek-v9, together_ai/deepseek-ai/DeepSeek-V9",
    "accounts/fireworks/models/deepseek-v9, fireworks_ai/accounts/fireworks/models/deepseek-v9",
    "only-here, groq/only-here",
    "at-two, default",
    "novita/at-two, novita/at-two",
    "same-at-two, groq/same-at-two",
    "grok-x, xai/grok-x",
    "rented-x, default",
    "sample_spec, default",
    "gpt-4.1, gpt-4.1",
    "gpt-4.1-mini, default",
  })
  void theVendorsEntryPricesAPlainName(String model, String entry) {
    assertThat(prices.cost(model, Tables.used("INPUT=1")).pricedAs).isEqualTo(entry);
  }

  @Test
  void namesWhatIsNotUsedWithTheReason() {
    assertThat(audit.lines())
        .containsExactlyInAnyOrder(
            "used in part: sonar-x: citation_cost_per_token: the agent does not count tokens of"
                + " citations",
            "used in part: new-field: input_cost_per_smell: the agent does not count it, since it"
                + " does not know it",
            "not used: rented-x: input_cost_per_second: the agent does not count seconds",
            "not used: pixels-x: input_cost_per_pixel: the agent does not count pixels",
            "not used: max-x-max/50-steps/sd-x: it is for a number of steps, which the agent does not"
                + " read",
            "used in part: ocr-x: annotation_cost_per_page: the agent does not count pages",
            "used in part: embedding-x: input_cost_per_image: the agent does not count images",
            "not used: github_copilot/gpt-x: it has no price",
            "not used: exa/search: tiered_pricing: the agent does not count results of a search",
            "refused: broken-price: input_cost_per_token: 1e-06 is no price",
            "refused: broken-negative: input_cost_per_token: -1e-06 is no price",
            "refused: broken-twice: input_cost_per_token is there twice",
            "refused: broken-ranges: tiered_pricing: no range begins at 0",
            "refused: broken-entry: it is not a JSON object",
            "refused: groq/only-here: it is in the table twice, and the first one counts");
    assertThat(audit.groups().get("chat").refused()).isEqualTo(5);
    assertThat(audit.all().entries()).isEqualTo(46);
  }
}
