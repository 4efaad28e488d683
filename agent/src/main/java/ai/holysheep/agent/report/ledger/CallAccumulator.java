package ai.holysheep.agent.report.ledger;

/**
 * Sums calls. Each thread that reads has an object of its own; in the end they are merged.
 *
 * @param <A> the implementing class
 */
public interface CallAccumulator<A> {
  /** The call is valid during this method only. */
  void add(Call call);

  void addAll(A other);
}
