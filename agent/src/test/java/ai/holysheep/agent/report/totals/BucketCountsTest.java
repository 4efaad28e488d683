package ai.holysheep.agent.report.totals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BucketCountsTest {
  @Test
  void areExactWhateverWidthTheyNeed() {
    SplittableRandom random = new SplittableRandom(1);
    BucketCounts counts = new BucketCounts();
    long[] expected = new long[BucketCounts.BUCKETS];
    for (int bits = 1; bits < 62; bits++) {
      for (int i = 0; i < 50; i++) {
        int bucket = random.nextInt(expected.length);
        long more = random.nextLong(1L << bits) / 50;
        counts.add(bucket, more);
        expected[bucket] += more;
      }
      assertHas(counts, expected);
    }
    BucketCounts sum = new BucketCounts();
    sum.addAll(counts);
    assertHas(sum, expected);
  }

  private static void assertHas(BucketCounts counts, long[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(counts.get(i)).as("bucket %d", i).isEqualTo(expected[i]);
    }
  }
}
