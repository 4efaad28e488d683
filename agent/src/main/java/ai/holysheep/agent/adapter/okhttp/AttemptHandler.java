package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.BlockingAttemptHandler;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * {@code BridgeInterceptor.intercept}: one attempt, below the application's interceptors and
 * OkHttp's own retries and redirects. The handlers of the codecs get the bodies' bytes.
 */
public final class AttemptHandler
    extends BlockingAttemptHandler<Interceptor.Chain, Object, Response> {
  private final OkHttpMessages messages = new OkHttpMessages();
  private final CallProbe probe = new CallProbe();

  @Override
  protected boolean isComplete(Interceptor.@Nullable Chain chain, @Nullable Object unused) {
    return chain != null;
  }

  @Override
  protected boolean isWatched(Interceptor.Chain chain, @Nullable Object unused) {
    return OkHttpMessages.isWatched(chain.request());
  }

  @Override
  protected @Nullable Exchange start(Interceptor.Chain chain, @Nullable Object unused) {
    return messages.start(chain.request(), callOf(chain));
  }

  @Override
  protected void classify(Exchange exchange, Interceptor.Chain chain, @Nullable Object unused) {
    Call call = callOf(chain);
    if (call != null) {
      probe.attemptStart(call);
      exchange.classifyWith(probe, call);
    }
  }

  private static @Nullable Call callOf(Interceptor.Chain chain) {
    try {
      return chain.call();
    } catch (NoSuchMethodError olderThan39) {
      return null;
    }
  }

  @Override
  protected boolean isAttempt(Exchange exchange, @Nullable Response response) {
    return OkHttpMessages.isFromNetwork(response);
  }

  @Override
  protected void respond(Exchange exchange, Response response) {
    messages.respond(exchange, response);
  }
}
