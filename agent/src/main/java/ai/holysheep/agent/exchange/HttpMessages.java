package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
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
  private final RequestFields<Q> requestFields = new Requests();

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

  /** The query of the request's URL; {@code null} if it has none. */
  protected @Nullable String query(Q request) {
    String target = path(request);
    int start = target == null ? -1 : target.indexOf('?');
    return target == null || start < 0 ? null : target.substring(start + 1);
  }

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
    String type = headerOrNull(request, "Content-Type");
    Exchange exchange = Exchanges.start(client, pathOrNull(request), retryCount(request), call);
    if (exchange == null) {
      return null;
    }
    // Until the caller has the attempt, nobody else ends it.
    try {
      requestHead(exchange, request);
      if (type != null) {
        exchange.requestContentType(type);
      }
      return exchange;
    } catch (Throwable e) {
      exchange.abandon(e);
      return null;
    }
  }

  /**
   * Reports the fields of the request's head. {@link #start} does it, too. Interceptors and agents
   * that trace calls add fields after that, so an adapter reports the head again as it is sent.
   */
  public final void requestHead(Exchange exchange, Q request) {
    exchange.requestHead(requestFields, request);
  }

  /**
   * Reports the request's {@code Content-Type}, if it has that header field already. Some clients
   * take it from the body and add it after the attempt's start; their adapters report it again.
   */
  public final void requestContentType(Exchange exchange, Q request) {
    String type = headerOrNull(request, "Content-Type");
    if (type != null) {
      exchange.requestContentType(type);
    }
  }

  /** The request may be the application's own class, whose methods may throw anything. */
  private @Nullable String pathOrNull(Q request) {
    try {
      return path(request);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return null;
    }
  }

  private @Nullable String retryCount(Q request) {
    return headerOrNull(request, "X-Stainless-Retry-Count");
  }

  private @Nullable String headerOrNull(Q request, String name) {
    try {
      return header(request, name);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return null;
    }
  }

  /**
   * Reports the response's status and header fields to its attempt. A response whose status cannot
   * be read ends the attempt: nothing else would.
   */
  public final void responseHeaders(Exchange exchange, R response) {
    try {
      exchange.responseHeaders(status(response), new Fields(response));
    } catch (Throwable e) {
      exchange.abandon(e);
    }
  }

  private final class Requests implements RequestFields<Q> {
    @Override
    public @Nullable String header(Q request, String name) {
      return HttpMessages.this.header(request, name);
    }

    @Override
    public @Nullable String query(Q request) {
      return HttpMessages.this.query(request);
    }
  }

  /** No lambda: the JVM links one by reflection, and a security manager may refuse that. */
  private final class Fields implements HeaderLookup {
    private final R response;

    Fields(R response) {
      this.response = response;
    }

    @Override
    public @Nullable String first(String name) {
      return responseHeader(response, name);
    }
  }
}
