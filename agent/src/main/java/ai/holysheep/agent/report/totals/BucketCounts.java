package ai.holysheep.agent.report.totals;

/**
 * How many values are in each of 128 buckets. A bucket takes one byte, and 2, 4 or 8 once a count
 * needs them: a report can have a million of these objects, and most of their counts are small.
 */
final class BucketCounts {
  static final int BUCKETS = 128;

  /** Of a bucket, the highest byte first. */
  private byte[] bytes = new byte[BUCKETS];

  private int width = 1;

  long get(int bucket) {
    long count = 0;
    for (int i = bucket * width; i < (bucket + 1) * width; i++) {
      count = count << Byte.SIZE | bytes[i] & 0xff;
    }
    return count;
  }

  void add(int bucket, long more) {
    long count = get(bucket) + more;
    while (width < Long.BYTES && count >>> width * Byte.SIZE != 0) {
      widen();
    }
    set(bucket, count);
  }

  void addAll(BucketCounts other) {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      add(bucket, other.get(bucket));
    }
  }

  private void set(int bucket, long count) {
    long rest = count;
    for (int i = (bucket + 1) * width - 1; i >= bucket * width; i--) {
      bytes[i] = (byte) rest;
      rest >>>= Byte.SIZE;
    }
  }

  private void widen() {
    BucketCounts wider = new BucketCounts();
    wider.width = 2 * width;
    wider.bytes = new byte[BUCKETS * wider.width];
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      wider.set(bucket, get(bucket));
    }
    bytes = wider.bytes;
    width = wider.width;
  }
}
