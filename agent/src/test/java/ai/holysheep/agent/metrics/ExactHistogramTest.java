package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with client_java's histogram, whose output this one must have. */
class ExactHistogramTest {
  private static final double[] BOUNDS = {0.001, 0.05, 0.1, 0.5, 1, 2, 2.5, 5, 10, 30, 60, 300};

  private final ExactHistogram ours = histogram(BOUNDS);
  private final List<Double> observed = new ArrayList<>();

  private static ExactHistogram histogram(double... bounds) {
    return new ExactHistogram(
        MetricDefinition.REQUEST_DURATION,
        new HistogramBounds(bounds),
        new String[] {"model"},
        Labels.EMPTY);
  }

  private void observe(double seconds) {
    ours.series("m").observe(seconds);
    observed.add(seconds);
  }

  /**
   * A histogram of client_java that has this resolution from the start: version 1.8.0 puts buckets
   * below one second into wrong ones when it lowers its resolution.
   */
  private HistogramDataPointSnapshot theirs(int schema) {
    Histogram histogram =
        Histogram.builder()
            .name("seconds")
            .classicUpperBounds(BOUNDS)
            .nativeInitialSchema(schema)
            .nativeMaxNumberOfBuckets(0)
            .withoutExemplars()
            .build();
    observed.forEach(histogram::observe);
    return histogram.collect().getDataPoints().get(0);
  }

  private static HistogramDataPointSnapshot point(ExactHistogram histogram) {
    return ((HistogramSnapshot) histogram.collect()).getDataPoints().get(0);
  }

  private static String classic(HistogramDataPointSnapshot point) {
    StringBuilder shown = new StringBuilder();
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    for (int i = 0; i < buckets.size(); i++) {
      shown.append(buckets.getUpperBound(i)).append('=').append(buckets.getCount(i)).append(' ');
    }
    return shown.toString();
  }

  private static String natives(HistogramDataPointSnapshot point) {
    StringBuilder shown = new StringBuilder("schema " + point.getNativeSchema());
    shown.append(", threshold ").append(point.getNativeZeroThreshold());
    shown.append(", zeros ").append(point.getNativeZeroCount());
    for (NativeHistogramBucket bucket : point.getNativeBucketsForPositiveValues()) {
      shown.append(' ').append(bucket.getBucketIndex()).append('=').append(bucket.getCount());
    }
    return shown.toString();
  }

  private void assertSame() {
    HistogramDataPointSnapshot our = point(ours);
    HistogramDataPointSnapshot their = theirs(our.getNativeSchema());
    assertThat(classic(our)).isEqualTo(classic(their));
    assertThat(natives(our)).isEqualTo(natives(their));
    assertThat(our.getCount()).isEqualTo(their.getCount());
    assertThat(our.getSum()).isCloseTo(their.getSum(), Offset.offset(1e-6 * (1 + our.getSum())));
  }

  private void observeMany(int count, DoubleSupplier seconds) {
    for (int i = 0; i < count; i++) {
      observe(seconds.getAsDouble());
    }
    assertSame();
  }

  @Test
  void hasTheBucketsOfClientJavaForLatencies() {
    Random random = new Random(1);
    observeMany(100_000, () -> Math.round(Math.exp(random.nextGaussian()) * 1e9) / 1e9);
  }

  /** So many orders of magnitude need more than 160 native buckets. */
  @Test
  void lowersTheNativeResolutionAsLittleAsNecessary() {
    Random random = new Random(2);
    for (int i = 0; i < 50; i++) {
      observeMany(100, () -> Math.pow(10, -8 + 17 * random.nextDouble()));
    }
    HistogramDataPointSnapshot point = point(ours);
    assertThat(point.getNativeBucketsForPositiveValues().size()).isLessThanOrEqualTo(160);
    assertThat(theirs(point.getNativeSchema() + 1).getNativeBucketsForPositiveValues().size())
        .isGreaterThan(160);
  }

  @Test
  void hasTheBucketsOfClientJavaAtTheBounds() {
    for (double bound : BOUNDS) {
      observe(bound);
      observe(Math.nextDown(bound));
      observe(Math.nextUp(bound));
    }
    for (int exponent = -30; exponent <= 30; exponent++) {
      observe(Math.scalb(1.0, exponent));
    }
    observe(0);
    assertSame();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-300, 1e-12, 1e-9, 0.1, 1, 1e9, 9.2e9, 1e300, Double.MAX_VALUE})
  void countsEveryValueOnceWhateverTheBounds(double seconds) {
    for (double bound : new double[] {1e-300, 1e-9, 1, 1e9, 1e300}) {
      ExactHistogram histogram = histogram(bound);
      histogram.series("m").observe(seconds);

      HistogramDataPointSnapshot point = point(histogram);
      assertThat(point.getCount()).isEqualTo(1);
      assertThat(point.getClassicBuckets().getCount(seconds <= bound ? 0 : 1)).isEqualTo(1);
    }
  }

  /** Ten times 0.1 as a {@code double} is 0.9999999999999999, and 1e9 would swallow the rest. */
  @Test
  void hasAnExactSumOfNanoseconds() {
    for (int i = 0; i < 10; i++) {
      ours.series("m").observe(0.1);
    }
    assertThat(point(ours).getSum()).isEqualTo(1.0);

    for (int i = 0; i < 1000; i++) {
      ours.series("m").observe(1e9);
    }
    assertThat(point(ours).getSum()).isEqualTo(1e12 + 1);
  }

  @Test
  void countsANegativeTimeAsZero() {
    ours.series("m").observe(-1);

    assertThat(point(ours).getCount()).isEqualTo(1);
    assertThat(point(ours).getSum()).isZero();
  }

  @Test
  void neverWaitsAndNeverLosesAnObservationWhileItIsScraped() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Random random = new Random(t);
      Thread thread = new Thread(() -> observeMany(ours, random));
      thread.start();
      threads.add(thread);
    }
    long last = 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      List<HistogramDataPointSnapshot> points =
          ((HistogramSnapshot) ours.collect()).getDataPoints();
      long count = points.isEmpty() ? 0 : points.get(0).getCount();
      assertThat(count).isGreaterThanOrEqualTo(last);
      last = count;
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(point(ours).getCount()).isEqualTo(200_000);
  }

  private static void observeMany(ExactHistogram histogram, Random random) {
    for (int i = 0; i < 50_000; i++) {
      histogram.series("m").observe(random.nextDouble() * 100);
    }
  }

  /** Every depth of the stack at which an observation can be cut off. */
  @Test
  void canBeScrapedAfterStackOverflowsInsideObservations() {
    ours.series("m").observe(1);
    for (int i = 0; i < 20; i++) {
      observeUntilTheStackIsFull(0.001 * i);
    }

    HistogramDataPointSnapshot point = point(ours);
    assertThat(point.getCount()).isPositive();
    assertThat(point.getClassicBuckets().getCount(0)).isPositive();
  }

  private void observeUntilTheStackIsFull(double seconds) {
    try {
      observeUntilTheStackIsFull(seconds);
      ours.series("m").observe(seconds);
    } catch (StackOverflowError expected) {
      // The next frame, which has more of the stack, tries again.
    }
  }
}
