package ai.holysheep.agent.pricing.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holysheep.agent.pricing.PriceFile;
import ai.holysheep.agent.pricing.PriceTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFileParserTest {
  private static PriceFile parse(String json) throws IOException {
    String file = json.replace('\'', '"');
    PriceTables.read(
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
        PriceTable.builtIn(),
        null);
    return OwnFormat.parse(file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'models': {'m': {'input': 1, 'input': 1, 'output': 1}}} | not valid JSON at line 1:"
            + " Duplicate",
        "{'currency': 'KRW', 'models': {}} | currency: KRW is not allowed, must be USD",
        "{'prices': {}} | no such key: prices; allowed: currency, models, aliases",
        "{} | \"models\" is missing",
        "{'aliases': ['m']} | aliases is not a JSON object",
        "{'aliases': {'m': 'a', 'm': 'b'}} | not valid JSON at line 1: Duplicate",
        "{'models': {}} {} | there is more after the end of the JSON value",
        "{'models': { | not valid JSON at line 1",
        "{'models': {'m': 8 | not valid JSON at line 1",
        "{'models': {'m': {'tiers': [{'above': 'x', 'input': [[ | not valid JSON at line 1",
        "[] | no entry has a price that the agent can use",
        "8 | the file is not a JSON object",
        "`` | the file is not a JSON object",
      })
  void rejectsAnInvalidFileWithTheReason(String json, String reason) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "8 | it is not a JSON object",
        "[[{'input': 1}]] | it is not a JSON object",
        "{'input': -1, 'output': 1} | input: -1 is not allowed, must be a number from 0 to 1000000"
            + " (USD",
        "{'input': 1, 'output': 1000001} | output: 1000001 is not allowed",
        "{'input': 1e999999999, 'output': 1} | input: 1e999999999 is not allowed",
        "{'input': 1e-999999999, 'output': 1} | input: 1e-999999999 is not allowed",
        "{'input': 1e99999999999, 'output': 1} | input: 1e99999999999 is not allowed",
        "{'input': 1e-35, 'output': 1} | input: 1e-35 is not allowed",
        "{'input': 0.00000000000000000000000000000000000000000001} | input:"
            + " 0.00000000000000000000000000000000000000... is not",
        "{'input': '8', 'output': 1} | input: 8 is not allowed",
        "{'input': [8], 'output': 1} | input: [ is not allowed",
        "{'input': NaN, 'output': 1} | not valid JSON",
        "{'input': 1, 'output': 1, 'cached-input': 1} | no such price: cached-input; allowed:"
            + " input,",
        "{'input': 1} | output is missing",
        "{'output': 1, 'tiers': []} | input is missing",
        "{'input': 1, 'output': 1, 'request': 1001} | request: 1001 is not allowed, must be a"
            + " number from 0 to 1000 (USD)",
        "{'input': 1, 'output': 1, 'tiers': {}} | tiers is not a JSON array",
        "{'input': 1, 'output': 1, 'tiers': [8]} | tiers[0] is not a JSON object",
        "{'input': 1, 'output': 1, 'tiers': [{'input': 8}]} | tiers[0].above is missing",
        "{'input': 1, 'output': 1, 'tiers': [{'above': 1.5}]} | tiers[0].above: 1.5 is not allowed,"
            + " must be a whole",
        "{'input': 1, 'output': 1, 'tiers': [{'above': 0}]} | tiers[0].above: 0 is not allowed",
        "{'input': 1, 'output': 1, 'tiers': [{'above': 1, 'tiers': []}]} | no such price:"
            + " tiers[0].tiers",
        "{'input': 1, 'output': 1, 'tiers': [{'above': 1, 'output': 'x'}]} | tiers[0].output: x is"
            + " not allowed",
        "{'input': 1, 'output': 1, 'service_tiers': []} | service_tiers is not a JSON object",
        "{'input': 1, 'output': 1, 'service_tiers': {'flex': 8}} | service_tiers.flex is not a JSON"
            + " object",
        "{'input': 1, 'output': 1, 'service_tiers': {'': {}}} | service_tiers. is not allowed, must"
            + " be a name",
        "{'input': 1, 'output': 1, 'service_tiers': {'default': {}}} | service_tiers.default is the"
            + " standard tier",
        "{'input': 1, 'output': 1, 'service_tiers': {'flex': {'periods': []}}} | no such price:"
            + " service_tiers.flex.periods",
        "{'input': 1, 'output': 1, 'periods': {}} | periods is not a JSON array",
        "{'input': 1, 'output': 1, 'periods': [{'input': 1}]} | periods[0].output is missing",
        "{'input': 1, 'output': 1, 'periods': [{'input': 1, 'output': 1}]} | periods[0]. needs"
            + " valid_from",
        "{'input': 1, 'output': 1, 'periods': [{'input': 1, 'output': 1, 'start_time': '00:30'}]} |"
            + " periods[0]. needs valid_from",
        "{'input': 1, 'output': 1, 'periods': [{'input': 1, 'output': 1, 'valid_from':"
            + " '1.9.2026'}]} | a day is written as 2026-09-01",
        "{'input': 1, 'output': 1, 'valid_from': '2026-09-01'} | no such price: valid_from",
      })
  void refusesAnEntryWithTheReasonAndKeepsTheOthers(String entry, String reason)
      throws IOException {
    String json =
        "{'models': {'a': {'input': 1, 'output': 1}, 'm': "
            + entry
            + ", 'z': {'output': 1, 'input': 1}}}";
    if (reason.equals("not valid JSON")) {
      assertThatThrownBy(() -> parse(json)).hasMessageContaining(reason);
      return;
    }
    PriceFile file = parse(json);

    assertThat(file.prices).extracting(price -> price.name).containsExactly("a", "z");
    assertThat(file.refusals.lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("m: ")
        .contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'m': 8 | aliases.m: is not allowed, must be a name of 1 to 256 characters",
        "'m': {'x': ['y']} | aliases.m: is not allowed, must be a name of 1 to 256 characters",
        "'m': '' | aliases.m:  is not allowed, must be a name of 1 to 256",
        "'': 'gpt-4.1' | aliases.:  is not allowed, must be a name of 1 to 256",
        "'A.1': 'b' | aliases.A.1: a-1 is the same name",
      })
  void refusesAnAliasWithTheReasonAndKeepsTheOthers(String alias, String reason)
      throws IOException {
    PriceFile file = parse("{'aliases': {'a-1': 'a', " + alias + ", 'z': 'y'}}");

    assertThat(file.aliases).containsOnlyKeys("a-1", "z");
    assertThat(file.refusals.lines()).hasSize(1).first().asString().contains(reason);
  }

  @Test
  void twoPricesForTheSameCallsAreRefusedByName() throws IOException {
    String json =
        "{'models': {"
            + "'a': {'input': 1, 'output': 1,"
            + " 'tiers': [{'above': 9, 'input': 2}, {'above': 9, 'input': 3}]},"
            + "'b': {'input': 1, 'output': 1,"
            + " 'service_tiers': {'batch': {'input': 2}, 'BATCHES': {'input': 3}}},"
            + "'c': {'input': 1, 'output': 1,"
            + " 'tiers': [{'above': 9, 'input': 2}, {'above': 5, 'input': 3}]}}}";
    PriceFile file = OwnFormat.parse(json.replace('\'', '"'));
    assertThat(file.refusals.lines())
        .containsExactly(
            "a: input has two prices above 9 input tokens",
            "b: input has two prices in the service tier batch");
    assertThat(file.prices).hasSize(1);
  }

  @Test
  void refusesASecondSpellingOfAModel() throws IOException {
    PriceFile file =
        parse(
            "{'models': {'gpt-4.1': {'input': 1, 'output': 1}, 'gpt-4-1': {'input': 2, 'output':"
                + " 2}}}");

    assertThat(file.prices).extracting(price -> price.name).containsExactly("gpt-4.1");
    assertThat(file.refusals.lines()).containsExactly("gpt-4-1: gpt-4.1 is the same model");
  }

  @Test
  void refusesTooManyAndTooLongNames() throws IOException {
    StringBuilder json = new StringBuilder("{'aliases': {'a': 'm'");
    for (int i = 0; i < 1030; i++) {
      json.append(",'a").append(i).append("': 'm'");
    }
    PriceFile file = parse(json + ", '" + "x".repeat(257) + "': 'm'}}");

    assertThat(file.aliases).hasSize(1000);
    assertThat(file.refusals.count()).isEqualTo(32);
    List<String> lines = file.refusals.lines();
    assertThat(lines)
        .hasSize(21)
        .startsWith("aliases.a999: more than 1000")
        .endsWith("and 12 more");
    assertThat(parse("{'models': {'" + "x".repeat(9999) + "': 8}}").refusals.lines().get(0))
        .hasSizeLessThan(450);
  }

  @Test
  void refusesTooManyTiersServiceTiersAndPeriods() throws IOException {
    assertThat(refusal("'tiers': [", "{'above': N, 'input': 1}", "]", 9))
        .contains("more than 8 thresholds");
    assertThat(refusal("'service_tiers': {", "'tN': {'input': 1}", "}", 8))
        .contains("more than 7 service tiers");
    assertThat(
            refusal(
                "'periods': [", "{'valid_from': '2026-01-01', 'input': N, 'output': 1}", "]", 16))
        .contains("more than 16 periods");
  }

  private static String refusal(String open, String item, String close, int count)
      throws IOException {
    StringBuilder json = new StringBuilder(open);
    for (int i = 1; i <= count; i++) {
      json.append(i == 1 ? "" : ",").append(item.replace("N", Integer.toString(i)));
    }
    return parse("{'models': {'m': {'input': 1, 'output': 1, " + json + close + "}}}")
        .refusals
        .lines()
        .get(0);
  }
}
