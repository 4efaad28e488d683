package ai.holysheep.sample;

import org.jspecify.annotations.Nullable;

/** What came back. Immutable. */
final class Reply {
  final int status;
  final String body;

  /** Seconds that the gateway asks to wait for, or {@code null}. */
  final @Nullable String retryAfter;

  Reply(int status, String body, @Nullable String retryAfter) {
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  boolean isGood() {
    return status == 200;
  }

  boolean isWorthAnotherTry() {
    return status == 429 || status >= 500;
  }
}
