package ai.holysheep.agent.adapter.okhttp;

import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.instrumentation.InstrumentedClass;

/** OkHttp from 3.0 on. */
public final class OkHttpDescriptor extends ClientDescriptor {
  private static final String OKHTTP = "okhttp";

  public OkHttpDescriptor() {
    super("okhttp", "OkHttp");
    inPackages("okhttp3.", "com.squareup.okhttp.", "okio.");
    loadsFirst("okhttp3/OkHttpClient", "okhttp3/OkHttpClient$Builder");
    attempts();
    submissions();
    bodies();
  }

  private void attempts() {
    // Below the application's interceptors and OkHttp's own retries and redirects.
    instrument(OKHTTP, "okhttp3/internal/http/BridgeInterceptor")
        .since("3.4")
        .around("AttemptHandler", "intercept(Lokhttp3/Interceptor$Chain;)");
    // One engine makes one attempt.
    instrument(OKHTTP, "okhttp3/internal/http/HttpEngine")
        .before("3.4")
        .around("SendRequestHandler", "sendRequest()")
        .around("ReadResponseHandler", "readResponse()");
  }

  /** The thread that submits a call may be another one than that of its attempts. */
  private void submissions() {
    instrument(OKHTTP, "okhttp3/RealCall")
        .before("4.4")
        .entry("EnqueueHandler", "enqueue(Lokhttp3/Callback;)");
    instrument(OKHTTP, "okhttp3/internal/connection/RealCall")
        .since("4.4")
        .entry("EnqueueHandler", "enqueue(Lokhttp3/Callback;)");
  }

  /** Up to 3.13 the codec makes the response's body, later codecs make its source. */
  private void bodies() {
    codecOfBodies("http/Http1xStream").before("3.5");
    codecOfBodies("http/Http2xStream").before("3.5");
    codecOfBodies("http1/Http1Codec").since("3.5").before("3.14");
    codecOfBodies("http2/Http2Codec").since("3.5").before("3.14");
    codecOfSources("http1/Http1ExchangeCodec").since("3.14");
    codecOfSources("http2/Http2ExchangeCodec").since("3.14");
  }

  private InstrumentedClass codecOfBodies(String name) {
    return codec(name).result("ResponseBodyHandler", "openResponseBody(Lokhttp3/Response;)");
  }

  private InstrumentedClass codecOfSources(String name) {
    return codec(name)
        .result("ResponseSourceHandler", "openResponseBodySource(Lokhttp3/Response;)");
  }

  private InstrumentedClass codec(String name) {
    return instrument(OKHTTP, "okhttp3/internal/" + name)
        .entry("RequestHeadHandler", "writeRequestHeaders(Lokhttp3/Request;)")
        .around("RequestBodyHandler", "createRequestBody(Lokhttp3/Request;J")
        .passing(0);
  }
}
