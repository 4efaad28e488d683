package ai.holysheep.agent.pricing.file;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.pricing.Used;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReloadablePricesTest {
  private static final long BUILT_IN = 8_000_000;

  @TempDir Path folder;

  private Path file;
  private ReloadablePrices prices;
  private long warnings;

  @BeforeEach
  void watchAFileThatDoesNotExistYet() {
    file = folder.resolve("prices.json");
    prices = new ReloadablePrices(file.toString());
    warnings = AgentErrors.total(AgentErrors.Stage.PRICING);
  }

  @Test
  void aMissingFileIsReportedOnceAndTheBuiltInPricesStay() {
    reload();
    reload();

    assertThat(inputPrice()).isEqualTo(BUILT_IN);
    assertWarnings(1);
  }

  @Test
  void aChangedFileReplacesThePrices() throws IOException {
    write(3);
    reload();
    assertThat(inputPrice()).isEqualTo(3_000_000);

    write(4);
    reload();
    assertThat(inputPrice()).isEqualTo(4_000_000);

    Files.writeString(file, "{\"models\": {}}");
    reload();
    assertThat(inputPrice()).isEqualTo(BUILT_IN);
    assertWarnings(0);
  }

  @Test
  void aBrokenFileIsReportedOnceForEachContentAndTheLastGoodPricesStay() throws IOException {
    write(3);
    reload();

    Files.writeString(file, "{");
    reload();
    reload();
    assertWarnings(1);

    Files.writeString(file, "{ ");
    reload();
    assertWarnings(2);
    assertThat(inputPrice()).isEqualTo(3_000_000);
  }

  @Test
  void aDeletedFileIsReportedAgainAndKeepsTheLastGoodPrices() throws IOException {
    reload();
    assertWarnings(1);
    write(3);
    reload();

    Files.delete(file);
    reload();

    assertThat(inputPrice()).isEqualTo(3_000_000);
    assertWarnings(2);
  }

  @Test
  void aFileThatIsThereAgainIsReadAgain() throws IOException {
    reload();
    write(3);
    reload();
    Files.writeString(file, "{");
    reload();
    write(4);
    reload();

    assertThat(inputPrice()).isEqualTo(4_000_000);
    assertWarnings(2);
  }

  @Test
  void aPublicTableReplacesThePricesAndIsReplacedByAnother() throws IOException {
    Files.writeString(
        file, "{\"gpt-4.1\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": 3e-6}}");
    reload();
    assertThat(inputPrice()).isEqualTo(3_000_000);

    Files.writeString(
        file,
        "[{\"id\": \"openai\", \"models\": [{\"id\": \"g\", \"match\": {\"equals\": \"gpt-4.1\"},"
            + " \"prices\": {\"input_mtok\": 5}}]}]");
    reload();
    assertThat(inputPrice()).isEqualTo(5_000_000);

    write(4);
    reload();
    assertThat(inputPrice()).isEqualTo(4_000_000);
    assertWarnings(0);
  }

  @Test
  void aBrokenEntryOfAPublicTableIsReportedOnceAndTheOthersApply() throws IOException {
    Files.writeString(
        file,
        "{\"x\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": -1},"
            + "\"gpt-4.1\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": 3e-6}}");
    reload();
    reload();
    assertThat(inputPrice()).isEqualTo(3_000_000);
    assertWarnings(1);
  }

  @Test
  void aTableOfNothingThatCanBeUsedLeavesTheLastGoodPrices() throws IOException {
    write(3);
    reload();
    Files.writeString(file, "{\"x\": {\"litellm_provider\": \"openai\", \"mode\": \"chat\"}}");
    reload();
    assertThat(inputPrice()).isEqualTo(3_000_000);
    assertWarnings(1);
  }

  private void reload() {
    prices.reload(file.toString());
  }

  private void write(int inputPrice) throws IOException {
    Files.writeString(
        file, "{\"models\": {\"gpt-4.1\": {\"input\": " + inputPrice + ", \"output\": 1}}}");
  }

  /** In picodollars per token. */
  private long inputPrice() {
    return prices.table().cost("gpt-4.1", Used.tokens(1, 0)).input;
  }

  private void assertWarnings(int expected) {
    assertThat(AgentErrors.total(AgentErrors.Stage.PRICING) - warnings).isEqualTo(expected);
  }

  @Test
  void theFirstReadIsKnownToHaveEnded() throws Exception {
    write(3);
    assertThat(prices.awaitFirstRead(1)).isFalse();
    assertThat(inputPrice()).isEqualTo(BUILT_IN);

    prices.start();

    assertThat(prices.awaitFirstRead(60_000)).isTrue();
    assertThat(inputPrice()).isEqualTo(3_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/tmp", "/does/not/exist"})
  void aFileThatIsNoneEndsTheFirstRead(String path) throws Exception {
    prices = new ReloadablePrices(path);
    prices.start();

    assertThat(prices.awaitFirstRead(60_000)).isTrue();
    assertThat(inputPrice()).isEqualTo(BUILT_IN);
    assertWarnings(1);
  }

  @Test
  void withoutAFileThereIsNothingToWaitFor() throws Exception {
    prices = new ReloadablePrices((String) null);
    prices.start();

    assertThat(prices.awaitFirstRead(0)).isTrue();
  }

  /** Each is a whole file of the largest size or below. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "1e-999999999",
        "0e999999999",
        "0e-999999999",
        "1e99999999999",
        "-1e9",
        "NaN"
      })
  @Timeout(60)
  void aPriceOfAnyExponentIsRefusedInNoTime(String price) throws IOException {
    Files.writeString(
        file, "{\"models\": {\"gpt-4.1\": {\"input\": " + price + ", \"output\": 1}}}");
    reload();

    if (!price.startsWith("0")) {
      assertThat(inputPrice()).isEqualTo(BUILT_IN);
      assertWarnings(1);
    }
  }

  @Test
  @Timeout(60)
  void aHostileFileIsReadOrRefusedInNoTime() throws IOException {
    StringBuilder many = new StringBuilder("{\"models\": {");
    for (int i = 0; many.length() < 1_000_000; i++) {
      many.append(i == 0 ? "" : ",").append("\"m" + i + "\": {\"input\": 1, \"output\": 1}");
    }
    Files.writeString(file, many.append("}}"));
    reload();
    assertWarnings(0);
    assertThat(prices.table().cost("m20000", Used.tokens(1, 0)).input).isEqualTo(1_000_000);

    for (String content :
        new String[] {
          "[".repeat(1_000_000),
          "{\"models\":".repeat(90_000),
          "{\"" + "m".repeat(1_000_000) + "\": 1}",
          "{\"models\": {\"m\": {\"input\": " + "9".repeat(1_000_000) + "}}}",
          "\0".repeat(8 << 20),
          "1".repeat((8 << 20) + 1),
        }) {
      Files.writeString(file, content);
      reload();
    }
    assertWarnings(6);
    assertThat(prices.table().cost("m20000", Used.tokens(1, 0)).input).isEqualTo(1_000_000);
  }
}
