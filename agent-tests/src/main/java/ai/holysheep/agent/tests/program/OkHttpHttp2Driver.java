package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** OkHttp 3.12 to 5.x over HTTP/2, by TLS. */
final class OkHttpHttp2Driver extends ClientDriver {
  private final String plainUrl;

  /** The last response's; 0 for none. */
  private int status;

  private final OkHttpEvents events = new OkHttpEvents();
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .connectTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .readTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .eventListener(events)
          .build();

  OkHttpHttp2Driver(String url, Transcript out) {
    super(url.replace("http:", "https:"), out);
    plainUrl = url;
  }

  @Override
  String outcomes(String step, String usual) {
    switch (step) {
      case "reset":
      // A stream of a connection that has served others is tried once more.
      case "overloaded":
        // A 503 with Retry-After: 0 makes it try again.
        return usual + " " + usual;
      default:
        return usual;
    }
  }

  @Override
  @Nullable String leftOut(String step) {
    switch (step) {
      case "redirect":
        return "whether it follows one of a POST differs from version to version";
      case "not-sent":
        return "it replaces such a header field";
      default:
        return null;
    }
  }

  @Override
  void make(ClientCall call) throws Exception {
    OkHttpClient.Builder builder = client.newBuilder();
    if (call.timeoutMillis > 0) {
      builder.readTimeout(call.timeoutMillis, TimeUnit.MILLISECONDS);
    }
    if (call.connectTimeoutMillis > 0) {
      builder
          .connectTimeout(call.connectTimeoutMillis, TimeUnit.MILLISECONDS)
          .retryOnConnectionFailure(false);
    }
    if (call.proxyPort > 0) {
      builder.proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", call.proxyPort)));
    }
    try {
      send(builder.build(), OkHttpDriver.request(call), call.reading);
    } catch (SocketTimeoutException e) {
      // The socket's time-out and OkHttp's own are equally long: either may be the one that fires.
      out.value("thrown", e.getClass().getName());
    }
  }

  void send(OkHttpClient by, Request request, Reading reading) throws Exception {
    events.forget();
    status = 0;
    Call call = by.newCall(request);
    Response response = call.execute();
    head(response);
    out.value("request", response.request() == request);
    try (InputStream in = response.body().byteStream()) {
      reading.read(in, out, call::cancel);
    }
    out.value("connections", by.connectionPool().connectionCount());
    if (reading == Reading.WHOLE) {
      trailers(response);
      out.value("events", events.all());
    }
  }

  /** The status of the last response, or 0 where there was none. */
  int status() {
    return status;
  }

  void head(Response response) {
    status = response.code();
    out.value("status", response.protocol() + " " + response.code() + " " + response.message());
    out.headers(response.headers().toMultimap());
    out.value("handshake", response.handshake() != null);
    ResponseBody body = response.body();
    out.value(
        "body", body.getClass().getName() + " " + body.contentLength() + " " + body.contentType());
    out.value("source", body.source().getClass().getName());
  }

  /** 3.14 and later have them. */
  private void trailers(Response response) throws ReflectiveOperationException {
    try {
      out.value("trailers", Response.class.getMethod("trailers").invoke(response));
    } catch (NoSuchMethodException older) {
      out.value("trailers", "none in this version");
    } catch (InvocationTargetException e) {
      out.failure("trailers", e.getCause());
    }
  }

  @Override
  void makeAsynchronously(ClientCall call) throws Exception {
    ResponseFuture response = new ResponseFuture();
    client.newCall(OkHttpDriver.request(call)).enqueue(response);
    Response answer = response.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    head(answer);
    out.body(answer.body().bytes());
  }

  @Override
  void makeAndCancel(ClientCall call, Wait atGateway) throws Exception {
    Call made = client.newCall(OkHttpDriver.request(call));
    ResponseFuture response = new ResponseFuture();
    made.enqueue(response);
    atGateway.await();
    made.cancel();
    try {
      out.value("response", response.get(PATIENCE_SECONDS, TimeUnit.SECONDS).code());
    } catch (ExecutionException e) {
      out.failure("thrown", e.getCause());
    }
  }

  @Override
  void ownSteps() throws IOException {
    new OkHttpHttp2OwnSteps(this, plainUrl, client, events).run();
  }

  @Override
  void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
