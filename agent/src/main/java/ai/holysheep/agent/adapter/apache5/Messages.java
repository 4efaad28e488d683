package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.instrumentation.AttemptScope;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;

/** What the handlers read of HttpClient 5's messages. */
final class Messages {
  private Messages() {}

  static boolean watched(NamedEndpoint host, @Nullable String scheme) {
    int port = host.getPort() > 0 ? host.getPort() : "https".equalsIgnoreCase(scheme) ? 443 : 80;
    return Exchanges.isWatched(null, host.getHostName(), port);
  }

  static @Nullable Exchange start(HttpRequest request, Object call) {
    String retries = first(request, "X-Stainless-Retry-Count");
    return Exchanges.start("apache5", request.getPath(), retries, call);
  }

  static void leave(AttemptScope attempt, @Nullable Object returned, @Nullable Throwable thrown) {
    attempt.leave();
    if (thrown != null) {
      attempt.failed(thrown);
    } else if (!attempt.wentOut()) {
      attempt.discard();
    } else if (returned instanceof ClassicHttpResponse) {
      ClassicHttpResponse response = (ClassicHttpResponse) returned;
      HttpEntity entity = response.getEntity();
      boolean empty = entity == null || !entity.isStreaming() || entity.getContentLength() == 0;
      attempt.answered(response, response.getCode(), name -> first(response, name), empty);
    }
  }

  static @Nullable String first(MessageHeaders message, String name) {
    Header header = message.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
