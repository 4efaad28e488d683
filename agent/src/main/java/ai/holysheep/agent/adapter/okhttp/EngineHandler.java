package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.exchange.ExchangesByObject;
import ai.holysheep.agent.instrumentation.AttemptScope;
import ai.holysheep.agent.instrumentation.HookHandler;
import ai.holysheep.agent.instrumentation.SuppressedScope;
import java.lang.reflect.Method;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpEngine} of 3.0 to 3.3, by reflection since later versions have none: it makes one
 * attempt, by {@code sendRequest} and then {@code readResponse}, on one thread.
 */
public final class EngineHandler extends HookHandler {
  private @Nullable Method getRequest;
  private @Nullable Method getResponse;

  @Override
  public @Nullable Object before(
      Object engine, @Nullable Object method, @Nullable Object b, @Nullable Object c) {
    boolean sends = "sendRequest".equals(method);
    Exchange exchange = ExchangesByObject.get(engine);
    if (sends && exchange == null) {
      exchange = start(engine);
    } else if (sends) {
      return null;
    }
    return exchange == null
        ? SuppressedScope.raise()
        : new Step(new AttemptScope(exchange), sends ? null : engine);
  }

  private @Nullable Exchange start(Object engine) {
    Request request = (Request) call(request(engine), engine);
    HttpUrl url = request.url();
    if (!Exchanges.isWatched(null, url.host(), url.port())) {
      return null;
    }
    String retries = request.header("X-Stainless-Retry-Count");
    Exchange exchange = Exchanges.start("okhttp", url.encodedPath(), retries, request);
    if (exchange != null) {
      ExchangesByObject.put(engine, exchange);
    }
    return exchange;
  }

  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    SuppressedScope.lower(token);
    if (token instanceof Step) {
      Step step = (Step) token;
      step.attempt.leave();
      if (thrown != null) {
        step.attempt.failed(thrown);
      } else if (step.reading != null) {
        AttemptHandler.answered(
            step.attempt, (Response) call(response(step.reading), step.reading));
      }
    }
    return returned;
  }

  private Method request(Object engine) {
    Method method = getRequest == null ? method(engine, "getRequest") : getRequest;
    getRequest = method;
    return method;
  }

  private Method response(Object engine) {
    Method method = getResponse == null ? method(engine, "getResponse") : getResponse;
    getResponse = method;
    return method;
  }

  private static Method method(Object engine, String name) {
    try {
      return engine.getClass().getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new LinkageError(name, e);
    }
  }

  private static Object call(Method method, Object engine) {
    try {
      return method.invoke(engine);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method.getName(), e);
    }
  }

  private static final class Step {
    final AttemptScope attempt;

    /** The engine, while it reads the response. */
    final @Nullable Object reading;

    Step(AttemptScope attempt, @Nullable Object reading) {
      this.attempt = attempt;
      this.reading = reading;
    }
  }
}
