package ai.holysheep.agent.hook;

import ai.holysheep.agent.exchange.Client;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every hook of the agent in one table. For each client one hook sees the attempt, where each
 * passes once, and others see the bytes, at the connection: so what the application holds,
 * requests, responses and bodies, is never wrapped.
 */
public final class Hooks {
  private static final String OKHTTP = "okhttp3/internal/";
  private static final String APACHE4 = "org/apache/http/impl/";
  private static final String APACHE5 = "org/apache/hc/";

  private static final Hook[] ALL = {
    // JDK 11 and later: every public method ends in this private one.
    new Hook(
        Client.JDK,
        Hook.Kind.CALL,
        "jdk/internal/net/http/HttpClientImpl",
        "jdk.SendHandler",
        "sendAsync(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;"
            + "Ljava/net/http/HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)"),
    // HttpResponse.request() shows the application its own publisher, not our delegate.
    new Hook(
        Client.JDK,
        Hook.Kind.RESULT,
        "jdk/internal/net/http/HttpRequestImpl",
        "jdk.BodyPublisherHandler",
        "bodyPublisher()"),

    // 3.4 and later: below the application's interceptors and OkHttp's own retries and redirects.
    new Hook(
        Client.OKHTTP,
        Hook.Kind.CALL,
        OKHTTP + "http/BridgeInterceptor",
        "okhttp.AttemptHandler",
        "intercept(Lokhttp3/Interceptor$Chain;)"),
    codec("http1/Http1Codec"),
    codec("http2/Http2Codec"),
    codec("http1/Http1ExchangeCodec"),
    codec("http2/Http2ExchangeCodec"),

    // 4.3 and later: below retries and redirects.
    new Hook(
        Client.APACHE4,
        Hook.Kind.CALL,
        APACHE4 + "execchain/ProtocolExec",
        "apache4.AttemptHandler",
        "execute(Lorg/apache/http/conn/routing/HttpRoute;Lorg/apache/http/client/methods/HttpRequestWrapper;"),
    new Hook(
        Client.APACHE4,
        Hook.Kind.ENTRY,
        APACHE4 + "execchain/HttpResponseProxy",
        "stream.CloseHandler",
        "close()"),
    new Hook(
        Client.APACHE4,
        Hook.Kind.RESULT,
        APACHE4 + "BHttpConnectionBase",
        "stream.ConnectionHandler",
        "createOutputStream(J",
        "createInputStream(J"),
    new Hook(
        Client.APACHE5,
        Hook.Kind.CALL,
        APACHE5 + "client5/http/impl/classic/ProtocolExec",
        "apache5.AttemptHandler",
        "execute(Lorg/apache/hc/core5/http/ClassicHttpRequest;Lorg/apache/hc/client5/http/classic/ExecChain$Scope;"),
    new Hook(
        Client.APACHE5,
        Hook.Kind.ENTRY,
        APACHE5 + "client5/http/impl/classic/CloseableHttpResponse",
        "stream.CloseHandler",
        "close("),
    new Hook(
        Client.APACHE5,
        Hook.Kind.RESULT,
        APACHE5 + "core5/http/impl/io/BHttpConnectionBase",
        "stream.ConnectionHandler",
        "createContentOutputStream(J",
        "createContentInputStream(J"),
  };

  private Hooks() {}

  /**
   * The first two are of 3.4 to 3.13, whose codec makes the response's body; later ones make its
   * source.
   */
  private static Hook codec(String className) {
    return new Hook(
        Client.OKHTTP,
        Hook.Kind.RESULT,
        OKHTTP + className,
        "okhttp.CodecHandler",
        "createRequestBody(Lokhttp3/Request;J",
        "openResponseBody(Lokhttp3/Response;)",
        "openResponseBodySource(Lokhttp3/Response;)");
  }

  static @Nullable Hook in(String className) {
    for (Hook hook : ALL) {
      if (hook.className.equals(className)) {
        return hook;
      }
    }
    return null;
  }

  /** The internal names of the classes that have a hook. */
  public static List<String> classNames() {
    List<String> names = new ArrayList<>();
    for (Hook hook : ALL) {
      names.add(hook.className);
    }
    return names;
  }
}
