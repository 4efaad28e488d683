package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** OkHttp 3.0 to 5.x, by what all of them have. */
final class OkHttpDriver extends ClientDriver {
  static final MediaType JSON = MediaType.parse("application/json");

  /** What 3.12 has and earlier versions lack. */
  private final boolean hasCallTimeout =
      Arrays.stream(OkHttpClient.Builder.class.getMethods())
          .anyMatch(method -> method.getName().equals("callTimeout"));

  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .connectTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .readTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .build();

  OkHttpDriver(String url, Transcript out) {
    super(url, out);
  }

  static Request request(ClientCall call) {
    Request.Builder request = new Request.Builder().url(call.url);
    call.headers.forEach(request::header);
    if (call.expectContinue) {
      request.header("Expect", "100-continue");
    }
    RequestBody body =
        call.body.length == 0
            ? null
            : call.chunked
                ? new OneShotBody(call.body)
                : RequestBody.create(contentType(call), call.body);
    return request.method(call.method, body).build();
  }

  private static MediaType contentType(ClientCall call) {
    String type = call.headers.get("Content-Type");
    return type == null ? JSON : MediaType.parse(type);
  }

  private Call newCall(ClientCall call) {
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
    if (call.freshConnection || call.reading.isRace()) {
      builder.connectionPool(new ConnectionPool());
    }
    return builder.build().newCall(request(call));
  }

  @Override
  void make(ClientCall call) throws Exception {
    Call made = newCall(call);
    try {
      Response response = made.execute();
      out.value("request", response.request() == made.request());
      show(response, call.reading, made::cancel);
    } catch (SocketTimeoutException e) {
      // The socket's time-out and OkHttp's own are equally long: either may be the one that fires.
      out.value("thrown", e.getClass().getName());
    }
  }

  @Override
  void makeAsynchronously(ClientCall call) throws Exception {
    ResponseFuture response = new ResponseFuture();
    newCall(call).enqueue(response);
    show(response.get(PATIENCE_SECONDS, TimeUnit.SECONDS), call.reading, () -> {});
  }

  @Override
  void makeAndCancel(ClientCall call, Wait atGateway) throws Exception {
    Call made = newCall(call);
    ResponseFuture response = new ResponseFuture();
    made.enqueue(response);
    atGateway.await();
    made.cancel();
    out.value("cancelled", made.isCanceled());
    try {
      out.value("response", response.get(PATIENCE_SECONDS, TimeUnit.SECONDS).code());
    } catch (ExecutionException e) {
      out.value("failed", e.getCause() instanceof IOException);
    }
  }

  @Override
  String outcomes(String step, String usual) {
    // A 503 with Retry-After: 0 makes it try again.
    return step.equals("overloaded") ? usual + " " + usual : usual;
  }

  @Override
  @Nullable String leftOut(String step) {
    switch (step) {
      case "redirect":
        return "whether it follows one of a POST differs from version to version";
      case "not-sent":
        return "it replaces such a header field";
      case "overloaded":
        return hasCallTimeout ? null : "whether it tries again differs before 3.12";
      default:
        return null;
    }
  }

  void show(Response response, Reading reading, Reading.Cancellation cancellation)
      throws IOException {
    head(response);
    if (reading == Reading.WHOLE) {
      out.body(response.body().bytes());
    } else {
      try (InputStream in = response.body().byteStream()) {
        reading.read(in, out, cancellation);
      }
    }
  }

  void head(Response response) {
    out.value("status", response.code() + " " + response.message() + " " + response.protocol());
    out.headers(response.headers().toMultimap());
    ResponseBody body = response.body();
    out.value(
        "body", body.getClass().getName() + " " + body.contentLength() + " " + body.contentType());
    out.value("source", body.source().getClass().getName());
    for (Response prior = response.priorResponse(); prior != null; prior = prior.priorResponse()) {
      out.value("prior", prior.code() + " " + (prior.body() == null));
    }
    out.value("path", response.request().url().encodedPath());
    out.value("network", response.networkResponse() != null);
  }

  @Override
  void ownSteps() {
    new OkHttpReadingSteps(this, client).run();
    new OkHttpInterceptorSteps(this, client).run();
    OkHttpConnectionSteps connections = new OkHttpConnectionSteps(this, client);
    connections.run();
    if (hasCallTimeout) {
      if (System.getSecurityManager() == null) {
        connections.revalidate();
      } else {
        out.leftOut("revalidated", "the policy would have to let the cache use its folder");
      }
      OkHttpReadingSteps timeOuts = new OkHttpReadingSteps(this, client);
      timeOuts.timeOut();
      timeOuts.timeOutBeforeTheResponse();
    } else {
      out.leftOut("revalidated", "the agent misses before 3.3 that the server confirms");
      for (String where :
          new String[] {"", "-in-body", "-connecting", "-in-tunnel", "-in-handshake", "-sending"}) {
        out.leftOut("call-timeout" + where, "3.12 brought it");
      }
    }
  }

  @Override
  void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
