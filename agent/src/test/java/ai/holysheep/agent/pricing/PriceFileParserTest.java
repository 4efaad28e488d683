package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFileParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'models': {'m': {'input': -1, 'output': 1}}} | m.input: -1 is not allowed, must be a"
            + " number from 0 to 1000000",
        "{'models': {'m': {'input': 1, 'output': 1000001}}} | m.output: 1000001 is not allowed",
        "{'models': {'m': {'input': 1, 'output': 0.1234567}}} | m.output: 0.1234567 is not allowed",
        "{'models': {'m': {'input': 1e999999999, 'output': 1}}} | m.input: 1e999999999 is not"
            + " allowed",
        "{'models': {'m': {'input': 1e-999999999, 'output': 1}}} | m.input: 1e-999999999 is not",
        "{'models': {'m': {'input': '8', 'output': 1}}} | m.input: 8 is not allowed",
        "{'models': {'m': {'input': [8], 'output': 1}}} | m.input: [ is not allowed",
        "{'models': {'m': {'input': 1, 'output': 1, 'cached-input': 1}}} | m: no such price:"
            + " cached-input; allowed: input, output, cached_input, cache_write",
        "{'models': {'m': {'input': 1}}} | m: output is missing",
        "{'models': {'m': 8}} | m is not a JSON object",
        "{'models': {'m': {'input': 1, 'input': 1, 'output': 1}}} | not valid JSON at line 1: Duplicate",
        "{'models': {'gpt-4.1': {'input': 1, 'output': 1}, 'gpt-4-1': {'input': 1, 'output': 1}}} |"
            + " gpt-4.1 and gpt-4-1 are the same model",
        "{'currency': 'KRW', 'models': {}} | currency: KRW is not allowed, must be USD",
        "{'prices': {}} | no such key: prices; allowed: currency, models",
        "{} | \"models\" is missing",
        "{'models': {}} {} | there is more after the end of the JSON object",
        "{'models': { | not valid JSON at line 1",
        "[] | the file is not a JSON object",
        "`` | the file is not a JSON object",
      })
  void rejectsAnInvalidFileWithTheReason(String json, String reason) {
    assertThatThrownBy(
            () -> PriceFileParser.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }
}
