package ai.holysheep.agent.metrics;

import ai.holysheep.agent.pricing.Bill;
import java.math.BigDecimal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjDoubleConsumer;

/**
 * Sums of money by model, exact: whole picodollars are added, and only the sum is turned into the
 * {@code double} that the exposition needs. A counter that adds doubles would drift.
 */
final class Money {
  private static final BigDecimal PICODOLLARS_PER_MILLICENT =
      BigDecimal.valueOf(Bill.PICODOLLARS_PER_MILLICENT);

  private final ConcurrentHashMap<String, LongAdder> sums = new ConcurrentHashMap<>();

  void add(String model, long picodollars) {
    LongAdder sum = sums.get(model);
    (sum != null ? sum : sums.computeIfAbsent(model, unused -> new LongAdder())).add(picodollars);
  }

  void eachMillicents(ObjDoubleConsumer<String> consumer) {
    sums.forEach(
        (model, sum) ->
            consumer.accept(
                model,
                BigDecimal.valueOf(sum.sum()).divide(PICODOLLARS_PER_MILLICENT).doubleValue()));
  }
}
