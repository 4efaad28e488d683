package ai.holysheep.agent.adapter.apache5async;

import ai.holysheep.agent.instrumentation.ClientDescriptor;

/** Apache HttpClient 5, the asynchronous client. */
public final class Apache5AsyncDescriptor extends ClientDescriptor {
  private static final String IMPL = "org/apache/hc/client5/http/impl/async/";

  public Apache5AsyncDescriptor() {
    super("apache5-async", "Apache HttpClient 5, the asynchronous one");
    inPackages("org.apache.hc.");
    loadsFirst("org/apache/hc/client5/http/async/HttpAsyncClient");

    // Below retries and redirects.
    instrument("httpclient5", IMPL + "AsyncProtocolExec")
        .around(
            "AttemptHandler",
            "execute(Lorg/apache/hc/core5/http/HttpRequest;"
                + "Lorg/apache/hc/core5/http/nio/AsyncEntityProducer;"
                + "Lorg/apache/hc/client5/http/async/AsyncExecChain$Scope;"
                + "Lorg/apache/hc/client5/http/async/AsyncExecChain;"
                + "Lorg/apache/hc/client5/http/async/AsyncExecCallback;")
        .passing(1, 2, 4);
    minimal("MinimalHttpAsyncClient");
    minimal("MinimalH2AsyncClient");
  }

  private void minimal(String name) {
    instrument("httpclient5", IMPL + name)
        .around(
            "MinimalHandler",
            "execute(Lorg/apache/hc/core5/http/nio/AsyncClientExchangeHandler;"
                + "Lorg/apache/hc/core5/http/nio/HandlerFactory;")
        .passing(0);
  }
}
