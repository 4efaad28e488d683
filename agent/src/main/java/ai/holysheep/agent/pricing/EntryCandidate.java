package ai.holysheep.agent.pricing;

import org.jspecify.annotations.Nullable;

/** The entry of a name or a model, or that there are several and none is better. Immutable. */
final class EntryCandidate {
  final ModelIdentity identity;

  /** {@code null} if there are several. */
  final @Nullable Price price;

  /** How far its provider is from the model's vendor; 0 is the vendor itself. */
  final int rank;

  final boolean isOnly;

  EntryCandidate(ModelIdentity identity, Price price, int rank) {
    this(identity, price, rank, true);
  }

  private EntryCandidate(ModelIdentity identity, @Nullable Price price, int rank, boolean isOnly) {
    this.identity = identity;
    this.price = price;
    this.rank = rank;
    this.isOnly = isOnly;
  }

  /** The better of the two. Equally good ones that have the same prices are as good as one. */
  EntryCandidate or(EntryCandidate other) {
    if (rank != other.rank) {
      EntryCandidate better = rank < other.rank ? this : other;
      return new EntryCandidate(better.identity, better.price, better.rank, false);
    }
    boolean isSame = price != null && other.price != null && price.sharesPrices(other.price);
    return new EntryCandidate(other.identity, isSame ? other.price : null, rank, false);
  }
}
