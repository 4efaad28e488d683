package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
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
        "{'prices': {}} | no such key: prices; allowed: currency, models, aliases",
        "{} | \"models\" is missing",
        "{'aliases': ['m']} | aliases is not a JSON object",
        "{'aliases': {'m': 8}} | aliases.m is not allowed, must be a name of 1 to 256 characters",
        "{'aliases': {'m': ''}} | aliases.m:  is not allowed, must be a name of 1 to 256",
        "{'aliases': {'': 'gpt-4.1'}} | aliases:  is not allowed, must be a name of 1 to 256",
        "{'aliases': {'m-1': 'a', 'M.1': 'b'}} | aliases: m-1 and M.1 are the same name",
        "{'aliases': {'m': 'a', 'm': 'b'}} | not valid JSON at line 1: Duplicate",
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

  @Test
  void rejectsTooManyAndTooLongAliases() {
    StringBuilder json = new StringBuilder("{\"aliases\": {\"a\": \"m\"");
    for (int i = 0; i < 1000; i++) {
      json.append(",\"a").append(i).append("\": \"m\"");
    }
    assertThatThrownBy(() -> PriceFileParser.parse(utf8(json + "}}")))
        .hasMessage("aliases: more than 1000");
    assertThatThrownBy(
            () -> PriceFileParser.parse(utf8("{\"aliases\":{\"m\":\"" + "x".repeat(257) + "\"}}")))
        .hasMessageStartingWith("aliases.m: xxxx")
        .hasMessageContaining("... is not allowed");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
