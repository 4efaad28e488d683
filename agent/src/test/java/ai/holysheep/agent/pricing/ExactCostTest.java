package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.pricing.Consumption.Count;
import ai.holysheep.agent.pricing.Cost.Part;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random prices and calls, against sums of unlimited precision that know nothing of cards, cached
 * rates or long arithmetic. The seed is fixed.
 */
class ExactCostTest {
  private static final int ENTRIES = 2000;
  private static final int CALLS = 20;
  private static final String[] SERVICE_TIERS = {null, "flex", "priority", "batch"};
  private static final BigDecimal MAX = new BigDecimal(Long.MAX_VALUE);

  private final Random random = new Random(15);

  /** By threshold, service tier and rate. */
  private BigDecimal[][][] usd;

  private long[] thresholds;

  @Test
  void theCostIsTheExactSumRoundedOnce() {
    int rounded = 0;
    int unknown = 0;
    for (int i = 0; i < ENTRIES; i++) {
      Price price = entry(i % 4 == 0);
      for (int j = 0; j < CALLS; j++) {
        String tier = SERVICE_TIERS[random.nextInt(SERVICE_TIERS.length)];
        long[] counts = counts(i % 10 == 0 ? 50 : 8);
        List<BigDecimal> steps = steps(counts, tier);
        BigDecimal exact = steps.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Cost cost = costOrNull(price, consumption(counts, tier));
        if (exact.setScale(0, RoundingMode.HALF_UP).compareTo(MAX) > 0) {
          assertThat(cost).as("%s", exact).isNull();
          unknown++;
        } else {
          check(cost, steps, exact);
          rounded += exact.stripTrailingZeros().scale() > 0 ? 1 : 0;
        }
      }
    }
    assertThat(rounded).as("sums that need rounding").isBetween(5_000, 39_000);
    assertThat(unknown).as("sums above nine million USD").isBetween(100, 10_000);
  }

  private static Cost costOrNull(Price price, Consumption used) {
    try {
      return price.cost(used, true, 0);
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private Price entry(boolean whole) {
    thresholds = new long[random.nextInt(4)];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = (i == 0 ? 0 : thresholds[i - 1]) + 1 + random.nextInt(100_000_000);
    }
    usd = new BigDecimal[thresholds.length + 1][SERVICE_TIERS.length][Rate.SIZE];
    PriceSet set = new PriceSet();
    for (int size = 0; size < usd.length; size++) {
      for (int tier = 0; tier < SERVICE_TIERS.length; tier++) {
        for (Rate rate : Rate.values()) {
          BigDecimal amount = whole ? amount(12) : amount(12 + random.nextInt(29));
          usd[size][tier][rate.ordinal()] = amount;
          set.rate(rate, SERVICE_TIERS[tier], size == 0 ? 0 : thresholds[size - 1], amount);
        }
      }
    }
    return new PriceBuilder("m").add(Period.ALWAYS, set).build();
  }

  /** Between 0 and 1 USD. */
  private BigDecimal amount(int decimals) {
    BigInteger digits = new BigInteger(1 + random.nextInt(3 * decimals), random);
    return new BigDecimal(digits, decimals);
  }

  /** By {@link Rate}: how much has which rate. */
  private long[] counts(int bits) {
    long[] counts = new long[Rate.SIZE];
    for (Rate rate : Rate.values()) {
      counts[rate.ordinal()] =
          random.nextInt(3) == 0 ? 0 : random.nextLong() >>> (64 - 1 - random.nextInt(bits));
    }
    return counts;
  }

  private static Consumption consumption(long[] counts, String tier) {
    long cached = sum(counts, Rate.CACHED_INPUT, Rate.CACHED_AUDIO, Rate.CACHED_IMAGE);
    long written = sum(counts, Rate.CACHE_WRITE, Rate.CACHE_WRITE_1H);
    return new Consumption.Builder(0)
        .with(
            Count.INPUT,
            cached + written + sum(counts, Rate.INPUT, Rate.AUDIO_INPUT, Rate.IMAGE_INPUT))
        .with(
            Count.OUTPUT,
            sum(counts, Rate.OUTPUT, Rate.REASONING, Rate.AUDIO_OUTPUT, Rate.IMAGE_OUTPUT))
        .with(Count.CACHED_INPUT, cached)
        .with(Count.CACHE_WRITE, written)
        .with(Count.CACHE_WRITE_1H, sum(counts, Rate.CACHE_WRITE_1H))
        .with(Count.REASONING, sum(counts, Rate.REASONING))
        .with(Count.AUDIO_INPUT, sum(counts, Rate.AUDIO_INPUT, Rate.CACHED_AUDIO))
        .with(Count.AUDIO_OUTPUT, sum(counts, Rate.AUDIO_OUTPUT))
        .with(Count.CACHED_AUDIO_INPUT, sum(counts, Rate.CACHED_AUDIO))
        .with(Count.IMAGE_INPUT, sum(counts, Rate.IMAGE_INPUT, Rate.CACHED_IMAGE))
        .with(Count.IMAGE_OUTPUT, sum(counts, Rate.IMAGE_OUTPUT))
        .with(Count.CACHED_IMAGE_INPUT, sum(counts, Rate.CACHED_IMAGE))
        .with(Count.WEB_SEARCHES, sum(counts, Rate.WEB_SEARCH))
        .with(Count.REQUESTS, sum(counts, Rate.REQUEST))
        .with(Count.IMAGES, sum(counts, Rate.IMAGE))
        .with(Count.AUDIO_MILLIS, sum(counts, Rate.AUDIO_SECOND))
        .with(Count.PAGES, sum(counts, Rate.PAGE))
        .serviceTier(tier)
        .build();
  }

  private static long sum(long[] counts, Rate... rates) {
    long sum = 0;
    for (Rate rate : rates) {
      sum += counts[rate.ordinal()];
    }
    return sum;
  }

  /** In picodollars and in the documented order. */
  private List<BigDecimal> steps(long[] counts, String tier) {
    Rate[] order = {
      Rate.INPUT,
      Rate.CACHED_INPUT,
      Rate.CACHE_WRITE,
      Rate.CACHE_WRITE_1H,
      Rate.AUDIO_INPUT,
      Rate.CACHED_AUDIO,
      Rate.IMAGE_INPUT,
      Rate.CACHED_IMAGE,
      Rate.AUDIO_SECOND,
      Rate.OUTPUT,
      Rate.REASONING,
      Rate.AUDIO_OUTPUT,
      Rate.IMAGE_OUTPUT,
      Rate.IMAGE,
      Rate.WEB_SEARCH,
      Rate.PAGE,
      Rate.REQUEST
    };
    BigInteger prompt = BigInteger.ZERO;
    for (int i = 0; i < 8; i++) {
      prompt = prompt.add(BigInteger.valueOf(sum(counts, order[i])));
    }
    int size = 0;
    for (int i = 0; i < thresholds.length; i++) {
      size = prompt.compareTo(BigInteger.valueOf(thresholds[i])) > 0 ? i + 1 : size;
    }
    int tierIndex = Arrays.asList(SERVICE_TIERS).indexOf(tier);
    List<BigDecimal> steps = new ArrayList<>();
    for (Rate rate : order) {
      BigDecimal count = BigDecimal.valueOf(counts[rate.ordinal()]);
      int power = rate == Rate.AUDIO_SECOND ? 9 : 12;
      steps.add(usd[size][tierIndex][rate.ordinal()].multiply(count).scaleByPowerOfTen(power));
    }
    return steps;
  }

  private static void check(Cost cost, List<BigDecimal> steps, BigDecimal exact) {
    assertThat(cost.total()).isEqualTo(rounded(exact));
    long partsSum = 0;
    for (Part part : Part.values()) {
      partsSum += cost.part(part);
    }
    assertThat(partsSum).isEqualTo(cost.total());
    BigDecimal input = BigDecimal.ZERO;
    for (BigDecimal step : steps.subList(0, 9)) {
      input = input.add(step);
    }
    assertThat(cost.input).isEqualTo(rounded(input));
    assertThat(cost.part(Part.INPUT)).isEqualTo(rounded(steps.get(0)));
    assertThat(cost.part(Part.CACHED_INPUT))
        .isEqualTo(rounded(steps.get(0).add(steps.get(1))) - rounded(steps.get(0)));
    BigDecimal withoutFee = exact.subtract(steps.get(15)).subtract(steps.get(16));
    assertThat(cost.part(Part.REQUEST)).isEqualTo(rounded(exact) - rounded(withoutFee));
    assertThat(cost.input + cost.output + cost.part(Part.TOOL) + cost.part(Part.REQUEST))
        .isEqualTo(cost.total());
  }

  private static long rounded(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }
}
