package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.instrumentation.ClientDescriptor;

/** {@code java.net.http} of JDK 11 and later. */
public final class JdkDescriptor extends ClientDescriptor {
  public JdkDescriptor() {
    super("java.net.http", "`java.net.http.HttpClient`");
    inPackages("java.net.http.", "jdk.internal.net.http.");
    loadsFirst("java/net/http/HttpClient");

    // Every public method ends in this private one.
    instrument("jdk", "jdk/internal/net/http/HttpClientImpl")
        .since("11")
        .around(
            "SendHandler",
            "sendAsync(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;"
                + "Ljava/net/http/HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)")
        .passing(0, 1);
    // From JDK 16 on it cancels the exchange first, which completes the future on another thread.
    instrument("jdk", "jdk/internal/net/http/common/MinimalFuture")
        .since("16")
        .optional()
        .entry("CancelHandler", "cancel(Z)Z");
    // HttpResponse.request() shows the application its own publisher, not our delegate.
    instrument("jdk", "jdk/internal/net/http/HttpRequestImpl")
        .since("11")
        .result("BodyPublisherHandler", "bodyPublisher()");
  }
}
