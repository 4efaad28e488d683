package ai.holysheep.agent.report;

import ai.holysheep.agent.pricing.Bill;
import ai.holysheep.agent.pricing.PriceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What calls would have cost with other prices, or on another model. Any thread may ask. */
final class Repricing {
  private final PriceTable prices;
  private final @Nullable String asModel;

  /**
   * @param file as {@code pricing.file}; {@code null} for the built-in prices alone
   * @param asModel the model that all calls are priced as; {@code null} for each call's own
   */
  Repricing(@Nullable Path file, @Nullable String asModel) throws IOException {
    this.asModel = asModel;
    try {
      prices = file == null ? PriceTable.builtIn() : PriceTable.ofFile(Files.readAllBytes(file));
    } catch (java.nio.file.FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("--pricing " + file + ": " + e.getMessage(), e);
    }
  }

  /** In picodollars. */
  long cost(Call call) {
    Bill bill =
        prices.bill(
            asModel == null ? call.model : asModel,
            call.inputTokens,
            call.outputTokens,
            call.cachedInputTokens,
            call.cacheWriteInputTokens);
    return bill == null ? 0 : bill.total();
  }
}
