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
    if (this == EXCEPTION) {
      throw new IllegalStateException(MESSAGE);
    } else if (this == NO_MEMORY) {
      throw new OutOfMemoryError(MESSAGE);
    } else if (this == NO_STACK) {
      throw new StackOverflowError(MESSAGE);
    } else if (this == NO_CLASS) {
      throw new NoClassDefFoundError(MESSAGE);
    } else {
      LockSupport.parkNanos(SLEEP_NANOS);
    }
  }
}
