package ai.holysheep.agent.metrics;

import ai.holysheep.agent.pricing.Cost;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sums of money by labels, exact: whole picodollars are added, and only the sum is turned into the
 * {@code double} that the exposition needs. A counter that adds doubles would drift.
 */
final class Money {
  interface Consumer {
    void accept(double millicents, String[] labels);
  }

  private static final BigDecimal PICODOLLARS_PER_MILLICENT =
      BigDecimal.valueOf(Cost.PICODOLLARS_PER_MILLICENT);

  private final ConcurrentHashMap<List<String>, LongAdder> sums = new ConcurrentHashMap<>();

  /** The sum under these labels, which is shown from now on. */
  LongAdder sum(String... labels) {
    return sums.computeIfAbsent(Arrays.asList(labels), unused -> new LongAdder());
  }

  void eachMillicents(Consumer consumer) {
    sums.forEach(
        (labels, sum) ->
            consumer.accept(
                BigDecimal.valueOf(sum.sum()).divide(PICODOLLARS_PER_MILLICENT).doubleValue(),
                labels.toArray(new String[0])));
  }
}
