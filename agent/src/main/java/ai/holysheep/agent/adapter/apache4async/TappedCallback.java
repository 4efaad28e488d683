package ai.holysheep.agent.adapter.apache4async;

import org.apache.http.concurrent.FutureCallback;
import org.jspecify.annotations.Nullable;

/**
 * The application's callback, if it has one. In 4.0 only the callback gets a refused connection, or
 * a cancellation before the connection breaks. The consumer does not.
 */
final class TappedCallback<T> implements FutureCallback<T> {
  private final @Nullable FutureCallback<T> delegate;
  private final Attempt attempt;

  TappedCallback(@Nullable FutureCallback<T> delegate, Attempt attempt) {
    this.delegate = delegate;
    this.attempt = attempt;
  }

  @Override
  public void completed(T result) {
    if (delegate != null) {
      delegate.completed(result);
    }
  }

  @Override
  public void failed(Exception failure) {
    try {
      attempt.failed(failure);
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    if (delegate != null) {
      delegate.failed(failure);
    }
  }

  @Override
  public void cancelled() {
    try {
      attempt.released();
    } catch (Throwable e) {
      try {
        attempt.abandon(e);
      } catch (Throwable ignored) {
        // No stack is left.
      }
    }
    if (delegate != null) {
      delegate.cancelled();
    }
  }
}
