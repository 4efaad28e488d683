package ai.holysheep.agent.pricing.table;

import ai.holysheep.agent.pricing.Price;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider of genai-prices' table. Not changed after it was read. */
final class GenAiProvider {
  /** In lower case. */
  String id = "";

  /** Which names without a provider are its models; {@code null} for a provider of others'. */
  @Nullable NameRule modelMatch;

  /** By which other names it is called; {@code null} if by none. */
  @Nullable NameRule providerMatch;

  /** Whose models it has besides. */
  List<String> fallbacks = new ArrayList<>();

  /** The numbers of its models: from the first on, and before the second. */
  int firstModel;

  int endOfModels;

  /** The number of its first model among those found; -1 if there is none. */
  int firstOf(BitSet found) {
    int number = found.nextSetBit(firstModel);
    return number < endOfModels ? number : -1;
  }

  /** One of its models. Immutable. */
  static final class Model {
    final NameRule match;
    final Price price;

    Model(NameRule match, Price price) {
      this.match = match;
      this.price = price;
    }
  }
}
