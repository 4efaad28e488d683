package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.pricing.Cost.Part;
import ai.holysheep.agent.pricing.table.OwnFormat;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind, size, service tier, fee and time costs, and by which rule. */
class PriceRulesTest {
  private static final String ALL_KINDS =
      "{'input': 1, 'output': 2, 'cached_input': 0.1, 'cache_write': 1.25, 'cache_write_1h': 3,"
          + " 'reasoning': 4, 'audio_input': 8, 'audio_output': 16, 'cached_audio': 0.8,"
          + " 'image_input': 5, 'image_output': 6, 'cached_image': 0.5,"
          + " 'request': 0.01, 'web_search': 0.02}";

  private static final String TEXT_ONLY = "{'input': 1, 'output': 2}";

  private static final String TIERS =
      "{'input': 1, 'output': 2, 'cached_input': 0.1, 'cache_write': 1.25, 'reasoning': 3,"
          + " 'tiers': [{'above': 200, 'input': 2, 'output': 3, 'cached_input': 0.2},"
          + "           {'above': 100, 'input': 1.5}],"
          + " 'service_tiers': {"
          + "   'flex': {'input': 0.5, 'output': 1},"
          + "   'priority': {'input': 4, 'tiers': [{'above': 200, 'input': 7}]},"
          + "   'Batches': {'input': 0.25}}}";

  private static final String TIMES =
      "{'input': 1, 'output': 1, 'periods': ["
          + " {'valid_from': '2026-09-01', 'input': 2, 'output': 2},"
          + " {'start_time': '16:30', 'end_time': '00:30', 'input': 3, 'output': 3},"
          + " {'valid_from': '2027-01-01', 'start_time': '12:00', 'end_time': '13:00:30',"
          + "  'input': 4, 'output': 4}]}";

  private static final String FEES =
      "{'input': 0, 'output': 0, 'request': 0.01, 'web_search': 0.02}";

  private static Cost cost(String entry, String used) throws IOException {
    String json = ("{'models': {'m': " + entry + "}}").replace('\'', '"');
    PriceFile file = OwnFormat.parse(json);
    assertThat(file.refusals.lines()).isEmpty();
    return PriceTable.builtIn().plus(file).cost("m", Used.of(used));
  }

  /** The parts that are not 0, in millionths of a USD, and the rules. */
  private static String shown(Cost cost) {
    if (cost == null) {
      return "unknown";
    }
    StringBuilder text = new StringBuilder();
    long sum = 0;
    for (Part part : Part.values()) {
      long amount = cost.part(part);
      sum += amount;
      if (amount != 0) {
        String micros = BigDecimal.valueOf(amount, 6).stripTrailingZeros().toPlainString();
        text.append(part.label()).append('=').append(micros).append(' ');
      }
    }
    assertThat(cost.total()).isEqualTo(sum);
    return text.append(cost.rules == null ? "" : cost.rules).toString().trim();
  }

  @ParameterizedTest
  @CsvSource({
    "input=100 output=10, input=100 output=20",
    "input=100 output=10 cached_input=40, input=60 cached_input=4 output=20",
    "input=100 cache_write=40 cache_write_1h=20, input=60 cache_write=85",
    "input=100 output=10 reasoning=4, input=100 output=12 reasoning=16",
    "input=100 audio_input=30, input=70 audio=240",
    "input=100 cached_input=50 audio_input=30 cached_audio_input=10,"
        + " input=30 cached_input=4 audio=168",
    // More audio than fresh input: the rest must have been cached.
    "input=100 cached_input=80 audio_input=100, audio=224",
    "input=100 image_input=30, input=70 image=150",
    "input=100 cached_input=50 image_input=30 cached_image_input=10,"
        + " input=30 cached_input=4 image=105",
    "input=100 audio_input=60 image_input=40, audio=480 image=200",
    "output=100 audio_output=30 image_output=20 reasoning=10,"
        + " output=80 reasoning=40 audio=480 image=120",
    "input=100 requests=1 web_searches=3, input=100 tool=60000 request=10000",
    "input=100 requests=0 web_searches=0, input=100",
    "requests=1, unknown",
  })
  void eachKindHasItsOwnPrice(String used, String expected) throws IOException {
    assertThat(shown(cost(ALL_KINDS, used))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "input=100 output=10 cached_input=40 cache_write=20 cache_write_1h=5,"
        + " input=40 cached_input=40 cache_write=20 output=20",
    "input=100 audio_input=100 image_input=90, input=100",
    "output=100 reasoning=50 audio_output=70 image_output=70, output=200",
    "input=100 web_searches=2 requests=1, input=100 no_price",
    "web_searches=2, unknown",
  })
  void aKindWithoutAPriceIsText(String used, String expected) throws IOException {
    assertThat(shown(cost(TEXT_ONLY, used))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "images=3, image=120000",
    "audio_millis=1500, audio=150",
    "pages=2 requests=1, request=4000",
    "images=0, ''",
    "input=5 output=5, unknown",
    "requests=1, unknown",
  })
  void aModelPaidByAnotherUnitNeedsACountOfIt(String used, String expected) throws IOException {
    String entry =
        "{'input': 0, 'output': 0, 'image': 0.04, 'audio_second': 0.0001, 'page': 0.002}";

    assertThat(shown(cost(entry, used))).isEqualTo(expected);
  }

  @Test
  void imagesAndTokensThatBothHaveAPriceAreBothPaid() throws IOException {
    String entry = "{'input': 1, 'output': 2, 'image': 0.04}";

    assertThat(shown(cost(entry, "input=10 images=1"))).isEqualTo("input=10 image=40000");
    assertThat(shown(cost(entry, "images=1"))).isEqualTo("image=40000");
    assertThat(shown(cost("{'input': 1, 'output': 2}", "input=10 images=1"))).isEqualTo("input=10");
  }

  @Test
  void cachedAudioWithoutAPriceIsCachedInputAndElseAudio() throws IOException {
    String used = "input=100 cached_input=50 audio_input=60 cached_audio_input=50";

    assertThat(shown(cost("{'input': 1, 'output': 2, 'audio_input': 8}", used)))
        .isEqualTo("input=40 audio=480");
    assertThat(
            shown(cost("{'input': 1, 'output': 2, 'audio_input': 8, 'cached_input': 0.1}", used)))
        .isEqualTo("input=40 cached_input=5 audio=80");
  }

  @ParameterizedTest
  @CsvSource({
    "input=100 cached_input=101, cached_input=10",
    "input=100 cached_input=60 cache_write=50, cached_input=6 cache_write=50",
    "input=100 cache_write=10 cache_write_1h=11, input=90 cache_write=30",
    "input=100 audio_input=101, audio=800",
    "input=100 cache_write=100 audio_input=1, cache_write=125",
    "input=100 audio_input=60 image_input=50, audio=480 image=200",
    "output=100 reasoning=101, reasoning=400",
    "output=100 reasoning=60 audio_output=50, reasoning=240 audio=640",
  })
  void contradictingCountsPriceEachTokenOnce(String used, String expected) throws IOException {
    assertThat(shown(cost(ALL_KINDS, used))).isEqualTo(expected + " contradicting_counts");
  }

  @ParameterizedTest
  @CsvSource({
    "input=99, input=99",
    "input=100, input=100 at_threshold",
    "input=101 output=10, input=151.5 output=20 no_price_above",
    "input=101, input=151.5",
    "input=200, input=300 at_threshold",
    "input=201 output=10, input=402 output=30",
    "input=1000 cached_input=900, input=200 cached_input=180",
    "input=201 cache_write=200, input=2 cache_write=250 no_price_above",
    "input=101 output=10 reasoning=10, input=151.5 reasoning=30 no_price_above",
    // Output has a price above 200 and reasoning has none: it costs as much as output.
    "input=201 output=10 reasoning=10, input=402 reasoning=30 reasoning_as_output",
    "output=1000, output=2000",
  })
  void aPromptAboveAThresholdHasTheTiersPricesForTheWholeCall(String used, String expected)
      throws IOException {
    assertThat(shown(cost(TIERS, used))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "input=10 output=10 tier=default, input=10 output=20",
    "input=10 output=10 tier=standard, input=10 output=20",
    "input=10 output=10 tier=on_demand, input=10 output=20",
    "input=10 output=10 tier=ON_DEMAND, input=10 output=20",
    "input=10 output=10 tier=flex, input=5 output=10",
    "input=10 output=10 tier=Flex, input=5 output=10",
    "input=10 output=10 tier=ON_DEMAND_FLEX, input=5 output=10",
    "input=10 tier=ON_DEMAND_PRIORITY, input=40",
    "input=10 tier=batch, input=2.5",
    "input=10 output=10 tier=scale, input=10 output=20 no_service_tier_price",
    "input=10 tier=PROVISIONED_THROUGHPUT, input=10 no_service_tier_price",
    "input=10 output=10 tier=priority, input=40 output=20 standard_price_of_kind",
    "input=10 cached_input=9 tier=batch, input=0.25 cached_input=0.9 standard_price_of_kind",
    "input=10 output=9 reasoning=8 tier=flex, input=5 output=1 reasoning=8 reasoning_as_output",
    "input=201 tier=priority, input=1407",
    // 0.5 x 2 / 1 and 1 x 3 / 2
    "input=201 output=10 tier=flex, input=201 output=15 tier_times_service_tier",
    // 4 x 1.5 / 1
    "input=150 tier=priority, input=900 tier_times_service_tier",
    "input=201 output=10 tier=priority, input=1407 output=30 standard_price_of_kind",
    "input=201 cache_write=201 tier=priority,"
        + " cache_write=251.25 no_price_above;standard_price_of_kind",
    "input=100 tier=flex, input=50 at_threshold",
    "input=201 tier=scale, input=402 no_service_tier_price",
  })
  void anAnsweredServiceTierHasItsOwnPrices(String used, String expected) throws IOException {
    assertThat(shown(cost(TIERS, used))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-08-31T12:00:00Z, 1",
    "2026-08-31T23:59:59.999Z, 3",
    "2026-08-31T00:29:59.999Z, 3",
    "2026-08-31T00:30:00Z, 1",
    "2026-08-31T16:29:59.999Z, 1",
    "2026-08-31T16:30:00Z, 3",
    "2026-09-01T00:00:00Z, 3",
    "2026-09-01T00:30:00Z, 2",
    "2027-01-01T11:59:59.999Z, 2",
    "2027-01-01T12:00:00Z, 4",
    "2027-01-01T13:00:29.999Z, 4",
    "2027-01-01T13:00:30Z, 2",
    "1969-12-31T23:59:59Z, 3",
  })
  void theCallsOwnTimeDecidesAndTheLastPeriodCounts(String at, String price) throws IOException {
    assertThat(shown(cost(TIMES, "input=1 at=" + at))).isEqualTo("input=" + price);
  }

  @ParameterizedTest
  @CsvSource({
    "requests=1, request=10000",
    "requests=0, unknown",
    "requests=1 web_searches=2, tool=40000 request=10000",
    "web_searches=2, tool=40000",
    "input=7 requests=0, ''",
  })
  void aModelWithFeesAloneNeedsNoTokenCounts(String used, String expected) throws IOException {
    assertThat(shown(cost(FEES, used))).isEqualTo(expected);
  }

  @Test
  void writesForAnHourWithoutAPriceCostTwiceTheInputOfTheirTier() throws IOException {
    String entry =
        "{'input': 1, 'output': 2, 'cache_write': 1.25, 'tiers': [{'above': 100, 'input': 2}]}";

    assertThat(shown(cost(entry, "input=100 cache_write=100 cache_write_1h=10")))
        .isEqualTo("cache_write=132.5 at_threshold;write_1h_twice_input");
    assertThat(shown(cost(entry, "input=101 cache_write=101 cache_write_1h=101")))
        .isEqualTo("cache_write=404 write_1h_twice_input");
  }

  /** Some entries of Gemini's models have a price of cache writes above a threshold alone. */
  @Test
  void writesHaveNoPriceBelowAThresholdThatHasTheOnlyOne() throws IOException {
    String entry =
        "{'input': 1, 'output': 2, 'tiers': [{'above': 100, 'input': 2, 'cache_write': 2.5}]}";

    assertThat(shown(cost(entry, "input=90 cache_write=50 cache_write_1h=10")))
        .isEqualTo("input=40 cache_write=50");
    assertThat(shown(cost(entry, "input=101 cache_write=50 cache_write_1h=10")))
        .isEqualTo("input=102 cache_write=140 write_1h_twice_input");
  }

  @Test
  void aPriceOfZeroIsAPrice() throws IOException {
    String entry =
        "{'input': 0, 'output': 2, 'service_tiers': {'flex': {'output': 0}},"
            + " 'tiers': [{'above': 100, 'input': 3}]}";

    assertThat(shown(cost(entry, "input=100 output=10 tier=flex")))
        .isEqualTo("at_threshold;standard_price_of_kind");
    assertThat(shown(cost(entry, "input=101 tier=flex")))
        .isEqualTo("input=303 standard_price_of_kind");
  }
}
