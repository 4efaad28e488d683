package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.instrumentation.AttemptScope;
import ai.holysheep.agent.instrumentation.HookHandler;
import ai.holysheep.agent.instrumentation.SuppressedScope;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * {@code BridgeInterceptor.intercept}: one attempt, below the application's interceptors and
 * OkHttp's own retries and redirects. The bodies' bytes are seen by {@link CodecHandler}.
 */
public final class AttemptHandler extends HookHandler {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final CallJudge judge = new CallJudge();

  @Override
  public @Nullable Object before(
      Object self, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    Interceptor.Chain chain = (Interceptor.Chain) a;
    if (chain == null) {
      return null;
    }
    HttpUrl url = chain.request().url();
    if (!Exchanges.isWatched(null, url.host(), url.port())) {
      return SuppressedScope.raise();
    }
    Call call = callOf(chain);
    String retries = chain.request().header("X-Stainless-Retry-Count");
    Exchange exchange = Exchanges.start("okhttp", url.encodedPath(), retries, call);
    if (exchange == null) {
      return null;
    }
    if (call != null) {
      judge.begins(call);
      exchange.classifyWith(judge, call);
    }
    return new AttemptScope(exchange);
  }

  private static @Nullable Call callOf(Interceptor.Chain chain) {
    try {
      return chain.call();
    } catch (NoSuchMethodError olderThan39) {
      return null;
    }
  }

  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    SuppressedScope.lower(token);
    if (token instanceof AttemptScope) {
      AttemptScope attempt = (AttemptScope) token;
      attempt.leave();
      if (thrown != null) {
        attempt.failed(thrown);
      } else {
        answered(attempt, (Response) returned);
      }
    }
    return returned;
  }

  static void answered(AttemptScope attempt, @Nullable Response response) {
    Response network = response == null ? null : response.networkResponse();
    if (response == null || network == null || network.code() == SWITCHING_PROTOCOLS) {
      // From the cache, or no HTTP from here on.
      attempt.discard();
    } else {
      // The application may get a cached answer that a 304 has confirmed.
      attempt.answered(network.code(), network::header, isEmpty(response, network.code()));
    }
  }

  private static boolean isEmpty(Response response, int status) {
    ResponseBody body = response.body();
    return body == null
        || body.contentLength() == 0
        || status == NO_CONTENT
        || status == NOT_MODIFIED
        || response.request().method().equals("HEAD");
  }
}
