package faultinjection;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What an armed method does as soon as it is entered. */
public enum Fault {
  EXCEPTION,
  NO_MEMORY,
  NO_STACK,
  NO_CLASS,
  SLEEP;

  private static final String MESSAGE = "injected";
  private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  void happen() {
    switch (this) {
      case EXCEPTION:
        throw new IllegalStateException(MESSAGE);
      case NO_MEMORY:
        throw new OutOfMemoryError(MESSAGE);
      case NO_STACK:
        throw new StackOverflowError(MESSAGE);
      case NO_CLASS:
        throw new NoClassDefFoundError(MESSAGE);
      default:
        LockSupport.parkNanos(SLEEP_NANOS);
    }
  }
}
