package ai.holysheep.agent.exchange;

import ai.holysheep.agent.caller.CallSite;
import ai.holysheep.agent.exchange.billing.Endpoint;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** What is known of an attempt when it starts. Immutable. */
final class AttemptStart {
  final String client;

  final Endpoint endpoint;

  /** Whether the attempt repeats an earlier one. */
  final boolean retry;

  /** The application's code that made the call, where the configuration asks for it. */
  final @Nullable CallSite site;

  /** What all attempts of one call share. */
  final @Nullable WeakReference<Object> call;

  /** By {@link System#nanoTime}. */
  final long nanos;

  /**
   * @param path the request's path or URL, with its query
   */
  AttemptStart(
      String client,
      @Nullable String path,
      boolean retry,
      @Nullable CallSite site,
      @Nullable Object call,
      long nanos) {
    this.client = client;
    endpoint = Endpoint.of(path);
    this.retry = retry;
    this.site = site;
    this.call = call == null ? null : new WeakReference<>(call);
    this.nanos = nanos;
  }

  /** What all attempts of the call share; {@code fallback} if there is nothing, or no more. */
  Object callOr(Object fallback) {
    Object alive = call == null ? null : call.get();
    return alive == null ? fallback : alive;
  }
}
