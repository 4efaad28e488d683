package ai.holysheep.agent.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Reads what an {@link Exchange} needs from one client's requests and responses. An adapter extends
 * it once and keeps the only instance in a static field: it has no state.
 *
 * @param <Q> the client's request
 * @param <R> the client's response
 */
public abstract class HttpMessages<Q, R> {
  private final String client;

  /**
   * @param client the value of the label {@code client}
   */
  protected HttpMessages(String client) {
    this.client = client;
  }

  /** The request's path or URL; {@code null} if it has none. */
  protected abstract @Nullable String path(Q request);

  /** The first value of the request's header field; {@code null} if it does not have it. */
  protected abstract @Nullable String header(Q request, String name);

  protected abstract int status(R response);

  /** The first value of the response's header field; {@code null} if it does not have it. */
  protected abstract @Nullable String responseHeader(R response, String name);

  /**
   * Starts an attempt.
   *
   * @param call what all attempts of one call share; {@code null} if the client has no such object
   * @return {@code null} if the agent watches no calls
   */
  public final @Nullable Exchange start(Q request, @Nullable Object call) {
    String retryCount = header(request, "X-Stainless-Retry-Count");
    return Exchanges.start(client, path(request), retryCount, call);
  }

  /** Reports the response's status and header fields to its attempt. */
  public final void responseHeaders(Exchange exchange, R response) {
    exchange.responseHeaders(status(response), name -> responseHeader(response, name));
  }
}
