package ai.holysheep.agent.report.waste;

import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.CallAccumulator;
import ai.holysheep.agent.report.ledger.Field;
import ai.holysheep.agent.report.ledger.Grouping;
import ai.holysheep.agent.report.totals.BoundedGroups;
import ai.holysheep.agent.report.totals.Breakdown;
import ai.holysheep.agent.report.totals.CallTotals;
import ai.holysheep.agent.report.totals.CostRange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What was paid for in vain, what a cache could save, and what is not known. Not thread-safe. */
public final class WasteTotals implements CallAccumulator<WasteTotals> {
  /** Of a call's histogram of latencies or costs, and its names. */
  private static final long MAX_BYTES_PER_GROUP = 12_000;

  private final PriceTable prices;
  private final WasteKeys keys;
  final CallTotals total = new CallTotals(false);
  final CallTotals wasted = new CallTotals(false);
  private final Map<Grouping, BoundedGroups<CallTotals>> wastedBy = new LinkedHashMap<>();
  final BoundedGroups<CacheSums> caches = groups(CacheSums::new);
  final BoundedGroups<UnpricedCalls> unpriced = groups(UnpricedCalls::new);
  final BoundedGroups<CostRange> costsOfModels = groups(CostRange::new);

  /**
   * @param prices for the estimates of what a cache saves
   */
  WasteTotals(WasteKeys keys, PriceTable prices) {
    this.keys = keys;
    this.prices = prices;
    for (Grouping grouping : keys.wasted) {
      wastedBy.put(grouping, groups(() -> new CallTotals(false)));
    }
  }

  private static <S> BoundedGroups<S> groups(Supplier<S> newGroup) {
    return new BoundedGroups<>(Breakdown.MAX_KEYS, Breakdown.OTHER, newGroup);
  }

  /** The most memory that these sums take. */
  static long maxBytes(WasteKeys keys) {
    return (keys.wasted.size() + 3) * MAX_BYTES_PER_GROUP * Breakdown.MAX_KEYS;
  }

  @Override
  public void add(Call call) {
    total.add(call);
    if (call.name(Field.WASTE) != null) {
      wasted.add(call);
      wastedBy.forEach((grouping, groups) -> groups.of(grouping.of(call)).add(call));
    }
    if (call.inputTokens() > 0) {
      caches.of(keys.caches.of(call)).add(call, prices);
    }
    boolean isExample = call.hasCost() && !call.failed() && !call.isPart();
    if (isExample || call.hasUnknownCost()) {
      unpriced.of(keys.unpriced.of(call)).add(call);
    }
    if (isExample) {
      costsOfModels.of(call.model()).add(call.costPicodollars());
    }
  }

  @Override
  public void addAll(WasteTotals other) {
    total.addAll(other.total);
    wasted.addAll(other.wasted);
    wastedBy.forEach(
        (grouping, groups) -> groups.addAll(other.wastedBy(grouping), CallTotals::addAll));
    caches.addAll(other.caches, CacheSums::addAll);
    unpriced.addAll(other.unpriced, UnpricedCalls::addAll);
    costsOfModels.addAll(other.costsOfModels, CostRange::addAll);
  }

  BoundedGroups<CallTotals> wastedBy(Grouping grouping) {
    BoundedGroups<CallTotals> found = wastedBy.get(grouping);
    if (found == null) {
      throw new IllegalArgumentException(grouping.id());
    }
    return found;
  }
}
