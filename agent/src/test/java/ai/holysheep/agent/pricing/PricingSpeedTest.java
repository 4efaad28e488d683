package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.pricing.Consumption.Count;
import ai.holysheep.agent.pricing.table.OwnFormat;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures what the price of one call costs. Prints nanoseconds and bytes. */
@Tag("benchmark")
class PricingSpeedTest {
  private static final int CALLS = 5_000_000;
  private static final int ROUNDS = 9;
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aCostTakesLittleTimeAndMemory() throws Exception {
    String json =
        "{'models': {'two': {'input': 3, 'output': 15},"
            + "'four': {'input': 3, 'output': 15, 'cached_input': 0.3, 'cache_write': 3.75},"
            + "'all': {'input': 3, 'output': 15, 'cached_input': 0.3, 'cache_write': 3.75,"
            + " 'reasoning': 16, 'audio_input': 32, 'audio_output': 64, 'request': 0.01,"
            + " 'tiers': [{'above': 1000, 'input': 6, 'output': 22.5}],"
            + " 'service_tiers': {'flex': {'input': 1.5}, 'priority': {'input': 6}}},"
            + "'fine': {'input': 2.9999900000000002, 'output': 15}}}";
    PriceTable table = OwnFormat.table(json.replace('\'', '"'));
    for (String model : new String[] {"two", "four", "all", "fine"}) {
      measure(table, model);
    }
  }

  private static void measure(PriceTable table, String model) {
    double best = Double.MAX_VALUE;
    double bytes = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = THREAD.getCurrentThreadAllocatedBytes();
      long begin = System.nanoTime();
      long sum = run(table, model);
      best = Math.min(best, (System.nanoTime() - begin) / (double) CALLS);
      bytes = Math.min(bytes, (THREAD.getCurrentThreadAllocatedBytes() - before) / (double) CALLS);
      assertThat(sum).isPositive();
    }
    System.out.printf(Locale.ROOT, "| %s | %.1f ns | %.0f bytes |%n", model, best, bytes);
  }

  private static long run(PriceTable table, String model) {
    long sum = 0;
    for (int i = 0; i < CALLS; i++) {
      Consumption used =
          new Consumption.Builder(i)
              .with(Count.INPUT, 1200 + (i & 1))
              .with(Count.OUTPUT, 300)
              .with(Count.CACHED_INPUT, 400)
              .with(Count.CACHE_WRITE, 100)
              .with(Count.REASONING, 50)
              .with(Count.AUDIO_INPUT, 10)
              .with(Count.REQUESTS, 1)
              .serviceTier("default")
              .build();
      sum += table.cost(model, used).total() & 1 | 1;
    }
    return sum;
  }
}
