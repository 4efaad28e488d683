package ai.holysheep.agent.report;

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
      description = "With --reprice: a file like pricing.file. Default: the built-in prices.")
  private @Nullable Path pricing;

  @Option(
      names = "--as-model",
      paramLabel = "MODEL",
      description = "With --reprice: price all calls as calls to this model.")
  private @Nullable String asModel;

  boolean areGiven() {
    return reprice || pricing != null || asModel != null;
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
