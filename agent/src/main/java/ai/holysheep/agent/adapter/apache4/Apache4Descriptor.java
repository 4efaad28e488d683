package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.instrumentation.ClientDescriptor;

/** Apache HttpClient 4, the blocking client, from 4.0 on. */
public final class Apache4Descriptor extends ClientDescriptor {
  private static final String CLIENT = "httpclient";
  private static final String CORE = "httpcore";
  private static final String IMPL = "org/apache/http/impl/";

  public Apache4Descriptor() {
    super("apache4", "Apache HttpClient 4");
    inPackages("org.apache.http.");
    loadsFirst("org/apache/http/client/HttpClient");
    attempts();
    closes();
    bodies();
  }

  private void attempts() {
    // Below retries and redirects.
    String execute =
        "execute(Lorg/apache/http/conn/routing/HttpRoute;"
            + "Lorg/apache/http/client/methods/HttpRequestWrapper;";
    instrument(CLIENT, IMPL + "execchain/ProtocolExec")
        .since("4.3")
        .around("AttemptHandler", execute);
    instrument(CLIENT, IMPL + "execchain/MinimalClientExec")
        .since("4.3")
        .around("AttemptHandler", execute);
    // The only client up to 4.2, and DefaultHttpClient ever since.
    instrument(CLIENT, IMPL + "client/DefaultRequestDirector")
        .around(
            "DirectorHandler",
            "execute(Lorg/apache/http/HttpHost;Lorg/apache/http/HttpRequest;"
                + "Lorg/apache/http/protocol/HttpContext;)");
    // Each request on the wire, with redirects and challenges.
    instrument(CORE, "org/apache/http/protocol/HttpRequestExecutor")
        .around(
            "ExecutorHandler",
            "execute(Lorg/apache/http/HttpRequest;Lorg/apache/http/HttpClientConnection;"
                + "Lorg/apache/http/protocol/HttpContext;)");
  }

  private void closes() {
    instrument(CLIENT, IMPL + "execchain/ResponseProxyHandler")
        .since("4.3")
        .before("4.3.2")
        .entry("stream.CloseHandler", "close()");
    instrument(CLIENT, IMPL + "execchain/HttpResponseProxy")
        .since("4.3.2")
        .entry("stream.CloseHandler", "close()");
    instrument(CLIENT, IMPL + "conn/AbstractClientConnAdapter")
        .entry("stream.CloseHandler", "abortConnection()");
    instrument(CLIENT, IMPL + "conn/ManagedClientConnectionImpl")
        .since("4.2")
        .entry("stream.CloseHandler", "abortConnection()");
    // A connection of the pool, and one without a pool.
    instrument(CLIENT, IMPL + "conn/CPoolProxy")
        .since("4.3")
        .entry("UseHandler", "isOpen()")
        .entry("ShutdownHandler", "shutdown()");
    instrument(CLIENT, IMPL + "conn/DefaultManagedHttpClientConnection")
        .since("4.3")
        .entry("UseHandler", "bind(Ljava/net/Socket;)")
        .entry("ShutdownHandler", "shutdown()");
  }

  private void bodies() {
    instrument(CORE, IMPL + "BHttpConnectionBase")
        .since("4.3")
        .result("stream.RequestStreamHandler", "createOutputStream(J")
        .result("stream.ResponseStreamHandler", "createInputStream(J");
    instrument(CORE, IMPL + "entity/EntitySerializer")
        .result("stream.RequestStreamHandler", "doSerialize(");
    instrument(CORE, IMPL + "entity/EntityDeserializer")
        .result("ResponseEntityHandler", "doDeserialize(");
  }
}
