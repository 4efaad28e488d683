package ai.holysheep.sample;

import java.util.concurrent.atomic.AtomicLong;

/** What the service itself knows of its work. Thread-safe. */
final class Tally {
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();

  void answered() {
    answered.incrementAndGet();
  }

  void failed() {
    failed.incrementAndGet();
  }

  void retried() {
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
