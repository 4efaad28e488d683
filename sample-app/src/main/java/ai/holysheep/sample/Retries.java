package ai.holysheep.sample;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Repeats a call after a 429 or 5xx, with longer and longer pauses, after {@code Retry-After}. */
final class Retries {
  private static final int ATTEMPTS = 4;
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 20_000;

  /** One attempt of a call to the gateway. */
  interface Attempt {
    Reply run() throws IOException, InterruptedException;
  }

  private final Tally tally;

  Retries(Tally tally) {
    this.tally = tally;
  }

  Reply run(Attempt attempt) throws IOException, InterruptedException {
    Reply reply = attempt.run();
    for (int failed = 1; reply.isRetryable() && failed < ATTEMPTS; failed++) {
      tally.countRetry();
      TimeUnit.MILLISECONDS.sleep(pauseMillis(failed, reply.retryAfter));
      reply = attempt.run();
    }
    return reply;
  }

  /** Doubles with each failed attempt. A random part keeps many clients from retrying at once. */
  static long pauseMillis(int failedAttempts, @Nullable String retryAfter) {
    long backOff = FIRST_PAUSE_MILLIS << (failedAttempts - 1);
    long pause = Math.max(backOff, TimeUnit.SECONDS.toMillis(seconds(retryAfter)));
    return Math.min(
        LONGEST_PAUSE_MILLIS, pause + ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS));
  }

  private static long seconds(@Nullable String retryAfter) {
    return retryAfter != null && retryAfter.matches("\\d{1,6}") ? Long.parseLong(retryAfter) : 0;
  }
}
