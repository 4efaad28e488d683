package ai.holysheep.agent.report;

import ai.holysheep.agent.pricing.PriceTable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for what the calls would have cost. */
final class RepriceOptions {
  @Option(
      names = "--reprice",
      description = "Also show what the calls would have cost with other prices or another model.")
  private boolean reprice;

  @Option(
      names = "--pricing",
      paramLabel = "FILE",
      description =
          "With --reprice or --waste: a file like pricing.file. Default: the built-in prices.")
  private @Nullable Path pricing;

  @Option(
      names = "--as-model",
      paramLabel = "MODEL",
      description = "With --reprice: price all calls as calls to this model.")
  private @Nullable String asModel;

  boolean areGiven() {
    return reprice || pricing != null || asModel != null;
  }

  /** The prices for estimates; these options allow no other use of them. */
  PriceTable toPrices() throws IOException {
    if (reprice || asModel != null) {
      throw new IllegalArgumentException("--waste goes with neither --reprice nor --as-model");
    }
    return Repricing.readPrices(pricing).table;
  }

  /** {@code null} without {@code --reprice}. */
  @Nullable Repricing toRepricing() throws IOException {
    if (reprice) {
      return new Repricing(pricing, asModel);
    }
    if (pricing != null || asModel != null) {
      throw new IllegalArgumentException("--pricing and --as-model need --reprice");
    }
    return null;
  }
}
