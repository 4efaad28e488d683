package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private void reload() {
    prices.reload(file.toString());
  }

  private void write(int inputPrice) throws IOException {
    Files.writeString(
        file, "{\"models\": {\"gpt-4.1\": {\"input\": " + inputPrice + ", \"output\": 1}}}");
  }

  /** In picodollars per token. */
  private long inputPrice() {
    return prices.table().cost("gpt-4.1", 1, 0, -1, -1).input;
  }

  private void assertWarnings(int expected) {
    assertThat(AgentErrors.total(AgentErrors.Stage.PRICING) - warnings).isEqualTo(expected);
  }
}
