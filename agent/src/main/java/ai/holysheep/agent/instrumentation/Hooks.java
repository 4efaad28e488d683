package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.instrumentation.Hook.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every hook of the agent in one table. For each blocking client one hook sees the attempt, where
 * each passes once, and others see the bytes, at the connection: so what the application holds,
 * requests, responses and bodies, is never wrapped.
 */
public final class Hooks {
  private static final String OKHTTP = "okhttp3/internal/";
  private static final String APACHE4 = "org/apache/http/impl/";
  private static final String CLIENT5 = "org/apache/hc/client5/http/impl/";
  private static final String CORE5 = "org/apache/hc/core5/http/";
  private static final String URL = "sun/net/www/";

  private static final Hook[] ALL = {
    // JDK 11 and later: every public method ends in this private one.
    new Hook("java.net.http", "jdk/internal/net/http/HttpClientImpl", "jdk.SendHandler")
        .at(
            Kind.CALL,
            new int[] {0, 1},
            "sendAsync(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;"
                + "Ljava/net/http/HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)"),
    // HttpResponse.request() shows the application its own publisher, not our delegate.
    new Hook("java.net.http", "jdk/internal/net/http/HttpRequestImpl", "jdk.BodyPublisherHandler")
        .at(Kind.RESULT, "bodyPublisher()"),

    // 3.4 and later: below the application's interceptors and OkHttp's own retries and redirects.
    new Hook("okhttp", OKHTTP + "http/BridgeInterceptor", "okhttp.AttemptHandler")
        .at(Kind.CALL, "intercept(Lokhttp3/Interceptor$Chain;)"),
    // 3.0 to 3.3: one engine for each attempt.
    new Hook("okhttp", OKHTTP + "http/HttpEngine", "okhttp.EngineHandler")
        .at(Kind.CALL, new int[] {Hook.NAME}, "sendRequest()")
        .at(Kind.CALL, new int[] {Hook.NAME}, "readResponse()"),
    // The thread that submits a call, where another makes its attempts: up to 4.2, and later.
    enqueue("okhttp3/RealCall"),
    enqueue(OKHTTP + "connection/RealCall"),
    codec("http/Http1xStream", "openResponseBody(Lokhttp3/Response;)"),
    codec("http/Http2xStream", "openResponseBody(Lokhttp3/Response;)"),
    codec("http1/Http1Codec", "openResponseBody(Lokhttp3/Response;)"),
    codec("http2/Http2Codec", "openResponseBody(Lokhttp3/Response;)"),
    codec("http1/Http1ExchangeCodec", "openResponseBodySource(Lokhttp3/Response;)"),
    codec("http2/Http2ExchangeCodec", "openResponseBodySource(Lokhttp3/Response;)"),

    // 4.3 and later: below retries and redirects.
    blocking4("execchain/ProtocolExec"),
    blocking4("execchain/MinimalClientExec"),
    new Hook("apache4", APACHE4 + "execchain/HttpResponseProxy", "stream.CloseHandler")
        .at(Kind.ENTRY, "close()"),
    // 4.3.0 and 4.3.1 only.
    new Hook("apache4", APACHE4 + "execchain/ResponseProxyHandler", "stream.CloseHandler")
        .at(Kind.ENTRY, "close()"),
    new Hook("apache4", APACHE4 + "BHttpConnectionBase", "stream.ConnectionHandler")
        .at(Kind.RESULT, "createOutputStream(J")
        .at(Kind.RESULT, "createInputStream(J"),
    // 4.0 to 4.2, and DefaultHttpClient ever since.
    new Hook("apache4", APACHE4 + "client/DefaultRequestDirector", "apache4.DirectorHandler")
        .at(
            Kind.CALL,
            "execute(Lorg/apache/http/HttpHost;Lorg/apache/http/HttpRequest;Lorg/apache/http/protocol/HttpContext;)"),
    new Hook("apache4", APACHE4 + "entity/EntitySerializer", "stream.ConnectionHandler")
        .at(Kind.RESULT, "doSerialize("),
    new Hook("apache4", APACHE4 + "entity/EntityDeserializer", "apache4.EntityHandler")
        .at(Kind.RESULT, "doDeserialize("),
    new Hook("apache4", APACHE4 + "conn/AbstractClientConnAdapter", "stream.CloseHandler")
        .at(Kind.ENTRY, "abortConnection()"),
    new Hook("apache4", APACHE4 + "conn/ManagedClientConnectionImpl", "stream.CloseHandler")
        .at(Kind.ENTRY, "abortConnection()"),
    // Each request on the wire, redirects and challenges and all.
    new Hook("apache4", "org/apache/http/protocol/HttpRequestExecutor", "apache4.ExecutorHandler")
        .at(
            Kind.CALL,
            new int[] {0, 2, 1},
            "execute(Lorg/apache/http/HttpRequest;Lorg/apache/http/HttpClientConnection;Lorg/apache/http/protocol/HttpContext;)"),
    async4("InternalHttpAsyncClient"),
    async4("MinimalHttpAsyncClient"),
    async4("AbstractHttpAsyncClient"),
    new Hook("apache5", CLIENT5 + "classic/ProtocolExec", "apache5.AttemptHandler")
        .at(
            Kind.CALL,
            "execute(L"
                + CORE5
                + "ClassicHttpRequest;Lorg/apache/hc/client5/http/classic/ExecChain$Scope;"),
    new Hook("apache5", CLIENT5 + "classic/MinimalHttpClient", "apache5.MinimalHandler")
        .at(Kind.CALL, "doExecute(L" + CORE5 + "HttpHost;L" + CORE5 + "ClassicHttpRequest;"),
    new Hook("apache5", CLIENT5 + "classic/CloseableHttpResponse", "stream.CloseHandler")
        .at(Kind.ENTRY, "close("),
    new Hook("apache5", CORE5 + "impl/io/HttpRequestExecutor", "apache5.ExecutorHandler")
        .at(
            Kind.CALL,
            "execute(L"
                + CORE5
                + "ClassicHttpRequest;L"
                + CORE5
                + "io/HttpClientConnection;L"
                + CORE5
                + "io/HttpResponseInformationCallback;"),
    new Hook("apache5", CORE5 + "impl/io/BHttpConnectionBase", "stream.ConnectionHandler")
        .at(Kind.RESULT, "createContentOutputStream(J")
        .at(Kind.RESULT, "createContentInputStream(J"),

    // Below retries and redirects, too.
    new Hook("apache5-async", CLIENT5 + "async/AsyncProtocolExec", "apache5async.AsyncHandler")
        .at(
            Kind.CALL,
            new int[] {1, 2, 4},
            "execute(L"
                + CORE5
                + "HttpRequest;L"
                + CORE5
                + "nio/AsyncEntityProducer;Lorg/apache/hc/client5/http/async/AsyncExecChain$Scope;"),
    minimalAsync5("MinimalHttpAsyncClient"),
    minimalAsync5("MinimalH2AsyncClient"),
    new Hook("urlconnection", URL + "protocol/http/HttpURLConnection", "urlconnection.CallHandler")
        .at(Kind.CALL, new int[] {Hook.NAME}, "getInputStream()")
        .at(Kind.CALL, new int[] {Hook.NAME}, "getOutputStream()")
        .at(Kind.CALL, new int[] {Hook.NAME}, "plainConnect()")
        .at(Kind.ENTRY, new int[] {Hook.NAME}, "disconnect()"),
    // Its connect() asks a proxy and shakes hands after plainConnect().
    new Hook(
            "urlconnection",
            URL + "protocol/https/AbstractDelegateHttpsURLConnection",
            "urlconnection.CallHandler")
        .at(Kind.CALL, new int[] {Hook.NAME}, "connect()"),
    new Hook("urlconnection", URL + "http/HttpClient", "urlconnection.WireHandler")
        .at(
            Kind.ENTRY,
            "writeRequests(Lsun/net/www/MessageHeader;Lsun/net/www/http/PosterOutputStream;)")
        // 25 has one parameter less.
        .at(
            Kind.ENTRY,
            "parseHTTP(Lsun/net/www/MessageHeader;Lsun/net/ProgressSource;Lsun/net/www/protocol/http/HttpURLConnection;",
            "parseHTTP(Lsun/net/www/MessageHeader;Lsun/net/www/protocol/http/HttpURLConnection;"),
    new Hook(
            "urlconnection",
            URL + "protocol/http/HttpURLConnection$HttpInputStream",
            "urlconnection.StreamHandler")
        .at(Kind.READ, "read([BII)")
        .at(Kind.ENTRY, new int[] {Hook.NAME}, "mark(I)", "close()")
        .at(Kind.CALL, new int[] {Hook.NAME}, "reset()"),
    new Hook(
            "urlconnection",
            URL + "protocol/http/HttpURLConnection$StreamingOutputStream",
            "urlconnection.StreamHandler")
        .at(Kind.WRITE, "write(I)")
        .at(Kind.WRITE, "write([BII)"),
  };

  private Hooks() {}

  private static Hook enqueue(String className) {
    return new Hook("okhttp", className, "okhttp.EnqueueHandler")
        .at(Kind.ENTRY, "enqueue(Lokhttp3/Callback;)");
  }

  /** Up to 3.13 the codec makes the response's body, later ones its source. */
  private static Hook codec(String className, String response) {
    return new Hook("okhttp", OKHTTP + className, "okhttp.CodecHandler")
        .at(Kind.RESULT, "createRequestBody(Lokhttp3/Request;J")
        .at(Kind.RESULT, response);
  }

  private static Hook blocking4(String className) {
    return new Hook("apache4", APACHE4 + className, "apache4.AttemptHandler")
        .at(
            Kind.CALL,
            "execute(Lorg/apache/http/conn/routing/HttpRoute;Lorg/apache/http/client/methods/HttpRequestWrapper;");
  }

  private static Hook async4(String className) {
    return new Hook(
            "apache4-async", APACHE4 + "nio/client/" + className, "apache4async.AsyncHandler")
        .at(
            Kind.CALL,
            new int[] {0, 1, 3},
            "execute(Lorg/apache/http/nio/protocol/HttpAsyncRequestProducer;"
                + "Lorg/apache/http/nio/protocol/HttpAsyncResponseConsumer;Lorg/apache/http/protocol/HttpContext;");
  }

  private static Hook minimalAsync5(String className) {
    return new Hook("apache5-async", CLIENT5 + "async/" + className, "apache5async.MinimalHandler")
        .at(
            Kind.CALL,
            "execute(L"
                + CORE5
                + "nio/AsyncClientExchangeHandler;L"
                + CORE5
                + "nio/HandlerFactory;");
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
