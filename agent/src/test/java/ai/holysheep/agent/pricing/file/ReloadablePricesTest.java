package ai.holysheep.agent.pricing.file;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.pricing.Used;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
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

  /** A writer that does not replace the file, but writes over it while it is read. */
  @Test
  void aMixOfTheOldFileAndTheNewOneNeverApplies() {
    String mix = twoModels(3, 4);
    prices = reading(twoModels(3, 3), twoModels(3, 3), mix, twoModels(4, 4), twoModels(4, 4));
    reload();
    assertThat(inputPrices()).isEqualTo("3 3");
    reload();
    assertThat(inputPrices()).isEqualTo("4 4");
    assertWarnings(0);
  }

  @Test
  void aFileThatIsWrittenWithoutEndIsReportedOnceAndChangesNothing() {
    String[] contents = new String[40];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = twoModels(i + 1, i + 2);
    }
    prices = reading(contents);
    reload();
    reload();
    assertThat(inputPrice()).isEqualTo(BUILT_IN);
    assertWarnings(1);
  }

  @Test
  void aHalfWrittenFileIsNotReportedWhenTheRestFollowsAtOnce() {
    String whole = twoModels(3, 3);
    prices = reading(whole.substring(0, 30), whole.substring(0, 40), whole);
    reload();
    assertThat(inputPrices()).isEqualTo("3 3");
    assertWarnings(0);
  }

  /** Each reading of the file gets the next of these contents, and at last always the last one. */
  private static ReloadablePrices reading(String... contents) {
    Iterator<String> next = List.of(contents).iterator();
    String last = contents[contents.length - 1];
    return new ReloadablePrices(
        "prices.json",
        path ->
            new ByteArrayInputStream(
                (next.hasNext() ? next.next() : last).getBytes(StandardCharsets.UTF_8)));
  }

  private static String twoModels(int first, int second) {
    return "{\"models\": {\"gpt-4.1\": {\"input\": "
        + first
        + ", \"output\": 1}, \"gpt-4\": {\"input\": "
        + second
        + ", \"output\": 1}}}";
  }

  /** Of both models, in USD for a million tokens. */
  private String inputPrices() {
    long second = prices.table().cost("gpt-4", Used.tokens(1, 0)).input;
    return inputPrice() / 1_000_000 + " " + second / 1_000_000;
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
