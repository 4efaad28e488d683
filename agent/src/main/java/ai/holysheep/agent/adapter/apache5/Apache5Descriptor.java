package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.instrumentation.ClientDescriptor;

/** Apache HttpClient 5, the blocking client. */
public final class Apache5Descriptor extends ClientDescriptor {
  private static final String CLIENT = "httpclient5";
  private static final String CORE = "httpcore5";
  private static final String IMPL = "org/apache/hc/client5/http/impl/classic/";
  private static final String REQUEST = "Lorg/apache/hc/core5/http/ClassicHttpRequest;";

  public Apache5Descriptor() {
    super("apache5", "Apache HttpClient 5, the blocking one");
    inPackages("org.apache.hc.");
    loadsFirst("org/apache/hc/client5/http/classic/HttpClient");

    // Below retries and redirects.
    instrument(CLIENT, IMPL + "ProtocolExec")
        .around(
            "AttemptHandler",
            "execute(" + REQUEST + "Lorg/apache/hc/client5/http/classic/ExecChain$Scope;");
    // There are neither retries nor redirects.
    instrument(CLIENT, IMPL + "MinimalHttpClient")
        .around("MinimalHandler", "doExecute(Lorg/apache/hc/core5/http/HttpHost;" + REQUEST);
    instrument(CLIENT, IMPL + "CloseableHttpResponse").entry("stream.CloseHandler", "close(");
    // Each request on the wire, with challenges.
    instrument(CORE, "org/apache/hc/core5/http/impl/io/HttpRequestExecutor")
        .around(
            "ExecutorHandler",
            "execute("
                + REQUEST
                + "Lorg/apache/hc/core5/http/io/HttpClientConnection;"
                + "Lorg/apache/hc/core5/http/io/HttpResponseInformationCallback;");
    instrument(CORE, "org/apache/hc/core5/http/impl/io/BHttpConnectionBase")
        .result("stream.RequestStreamHandler", "createContentOutputStream(J")
        .result("stream.ResponseStreamHandler", "createContentInputStream(J");
  }
}
