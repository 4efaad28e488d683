package ai.holysheep.agent.report;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that ask what the calls would have cost. */
final class RepriceOptions {
  @Option(
      names = "--reprice",
      description = "Also what the calls would have cost with other prices, or on another model.")
  private boolean reprice;

  @Option(
      names = "--pricing",
      paramLabel = "FILE",
      description = "With --reprice: prices as in pricing.file. The built-in ones, if left out.")
  private @Nullable Path pricing;

  @Option(
      names = "--as-model",
      paramLabel = "MODEL",
      description = "With --reprice: as if this model had been asked every time.")
  private @Nullable String asModel;

  boolean given() {
    return reprice || pricing != null || asModel != null;
  }

  /** {@code null} where nobody asks. */
  @Nullable Repricing repricing() throws IOException {
    if (reprice) {
      return new Repricing(pricing, asModel);
    }
    if (pricing != null || asModel != null) {
      throw new IllegalArgumentException("--pricing and --as-model need --reprice");
    }
    return null;
  }
}
