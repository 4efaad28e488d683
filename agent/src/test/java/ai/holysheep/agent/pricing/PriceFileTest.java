package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFileTest {
  @TempDir Path folder;

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
        "{'models': {'m': {'input': 1}}} | m: there is no output",
        "{'models': {'m': 8}} | m is no JSON object",
        "{'models': {'m': {'input': 1, 'input': 1, 'output': 1}}} | no JSON at line 1: Duplicate",
        "{'models': {'gpt-4.1': {'input': 1, 'output': 1}, 'gpt-4-1': {'input': 1, 'output': 1}}} |"
            + " gpt-4.1 and gpt-4-1 are the same model",
        "{'currency': 'KRW', 'models': {}} | currency: KRW is not allowed, must be USD",
        "{'prices': {}} | no such key: prices; allowed: currency, models",
        "{} | there is no \"models\"",
        "{'models': {}} {} | there is more behind the end",
        "{'models': { | no JSON at line 1",
        "[] | the file is no JSON object",
        "`` | the file is no JSON object",
      })
  void saysWhatIsWrong(String json, String line) {
    assertThatThrownBy(
            () -> PriceFile.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(line);
  }

  @Test
  void aChangedFileIsReadAgainAndABrokenOneKeepsTheLastGoodPrices() throws IOException {
    Path file = folder.resolve("prices.json");
    Prices prices = new Prices(file.toString());
    long complaints = AgentErrors.total(AgentErrors.Stage.PRICING);

    prices.look(file.toString());
    prices.look(file.toString());
    assertThat(cost(prices)).isEqualTo(8_000_000);
    assertThat(AgentErrors.total(AgentErrors.Stage.PRICING)).isEqualTo(complaints + 1);

    write(file, 3);
    prices.look(file.toString());
    assertThat(cost(prices)).isEqualTo(3_000_000);

    Files.writeString(file, "{");
    prices.look(file.toString());
    prices.look(file.toString());
    Files.writeString(file, "{ ");
    prices.look(file.toString());
    assertThat(cost(prices)).isEqualTo(3_000_000);
    assertThat(AgentErrors.total(AgentErrors.Stage.PRICING)).isEqualTo(complaints + 3);

    write(file, 4);
    prices.look(file.toString());
    assertThat(cost(prices)).isEqualTo(4_000_000);

    Files.delete(file);
    prices.look(file.toString());
    assertThat(cost(prices)).isEqualTo(4_000_000);

    Files.writeString(file, "{\"models\": {}}");
    prices.look(file.toString());
    assertThat(cost(prices)).isEqualTo(8_000_000);
    assertThat(AgentErrors.total(AgentErrors.Stage.PRICING)).isEqualTo(complaints + 4);
  }

  private static void write(Path file, int price) throws IOException {
    Files.writeString(
        file, "{\"models\": {\"gpt-4.1\": {\"input\": " + price + ", \"output\": 1}}}");
  }

  private static long cost(Prices prices) {
    return prices.table().bill("gpt-4.1", 1, 0, -1, -1).input;
  }
}
