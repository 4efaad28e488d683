package ai.holysheep.agent.report;

import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.PriceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What calls would have cost with other prices, or on another model. Any thread may ask. */
final class Repricing {
  private final PriceTable prices;
  private final @Nullable String asModel;
  private final LongAdder guessed = new LongAdder();

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
    if (asModel != null
        && !Objects.requireNonNull(prices.cost(asModel, 0, 0, -1, -1)).hasOwnPrice) {
      throw new IllegalArgumentException(
          "--as-model " + asModel + " has no price of its own: give it one by --pricing");
    }
  }

  /** Calls of models that have no price of their own. */
  long guessed() {
    return guessed.sum();
  }

  /** In picodollars. */
  long cost(Call call) {
    Cost bill =
        prices.cost(
            asModel == null ? call.model : asModel,
            call.inputTokens,
            call.outputTokens,
            call.cachedInputTokens,
            call.cacheWriteInputTokens);
    if (bill == null) {
      return 0;
    }
    if (!bill.hasOwnPrice) {
      guessed.increment();
    }
    return bill.total();
  }
}
