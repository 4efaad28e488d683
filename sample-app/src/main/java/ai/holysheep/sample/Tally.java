package ai.holysheep.sample;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the questions of the service and its retries. Thread-safe. */
final class Tally {
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();

  void countAnswer() {
    answered.incrementAndGet();
  }

  void countFailure() {
    failed.incrementAndGet();
  }

  void countRetry() {
    retried.incrementAndGet();
  }

  @Override
  public String toString() {
    return answered
        + " questions answered, "
        + failed
        + " given up, "
        + retried
        + " tries repeated";
  }
}
