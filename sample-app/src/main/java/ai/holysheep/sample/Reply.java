package ai.holysheep.sample;

import org.jspecify.annotations.Nullable;

/** The gateway's response to a chat request. Immutable. */
final class Reply {
  final int status;
  final String body;

  /** How many seconds the gateway asks the client to wait, or {@code null}. */
  final @Nullable String retryAfter;

  Reply(int status, String body, @Nullable String retryAfter) {
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  boolean isSuccess() {
    return status == 200;
  }

  boolean isRetryable() {
    return status == 429 || status >= 500;
  }
}
