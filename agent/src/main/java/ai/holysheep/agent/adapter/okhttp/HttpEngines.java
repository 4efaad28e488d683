package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.Abandonable;
import ai.holysheep.agent.instrumentation.AttemptScope;
import ai.holysheep.agent.instrumentation.SuppressedScope;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * OkHttp 3.0 to 3.3 makes one attempt with one {@code HttpEngine}, on one thread: first {@code
 * sendRequest}, then {@code readResponse}. Later versions do not have this class, so reflection
 * reads it.
 */
final class HttpEngines {
  private HttpEngines() {}

  static Request request(Object engine) {
    return (Request) get(engine, "getRequest");
  }

  static Response response(Object engine) {
    return (Response) get(engine, "getResponse");
  }

  private static Object get(Object engine, String getter) {
    try {
      return engine.getClass().getMethod(getter).invoke(engine);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(getter, e);
    }
  }

  /** Opens a scope for the engine's attempt. Without one, hides an outer attempt. */
  static @Nullable Abandonable open(@Nullable Exchange exchange) {
    if (exchange == null) {
      return SuppressedScope.open();
    }
    try {
      return AttemptScope.open(exchange);
    } catch (Throwable e) {
      exchange.abandon(e);
      return null;
    }
  }

  /** Closes the scope. Returns the attempt, or {@code null} if it has failed or there is none. */
  static @Nullable Exchange close(Object scope, @Nullable Throwable thrown) {
    if (scope instanceof SuppressedScope) {
      ((SuppressedScope) scope).close();
      return null;
    }
    AttemptScope attempt = (AttemptScope) scope;
    attempt.close();
    if (thrown != null) {
      attempt.exchange().failed(thrown);
      return null;
    }
    return attempt.exchange();
  }
}
