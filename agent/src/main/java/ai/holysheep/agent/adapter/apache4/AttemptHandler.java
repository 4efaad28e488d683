package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.exchange.Client;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.hook.AttemptToken;
import ai.holysheep.agent.hook.HookHandler;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpMessage;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.conn.routing.HttpRoute;
import org.jspecify.annotations.Nullable;

/** {@code ProtocolExec.execute}: one attempt, below the client's own retries and redirects. */
public final class AttemptHandler extends HookHandler {
  @Override
  public @Nullable Object before(Object self, @Nullable Object route, @Nullable Object request) {
    if (!(route instanceof HttpRoute) || !(request instanceof HttpRequestWrapper)) {
      return null;
    }
    HttpHost host = ((HttpRoute) route).getTargetHost();
    if (!Exchanges.watched(host.getHostName(), port(host))) {
      return null;
    }
    HttpRequest message = (HttpRequest) request;
    String path = message.getRequestLine().getUri();
    Exchange exchange =
        Exchanges.start(Client.APACHE4, path, first(message, "X-Stainless-Retry-Count"));
    if (exchange == null) {
      return null;
    }
    exchange.judgeBy(new AbortJudge(((HttpRequestWrapper) request).getOriginal()));
    return new AttemptToken(exchange);
  }

  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof AttemptToken) {
      AttemptToken attempt = (AttemptToken) token;
      attempt.leave();
      if (thrown != null) {
        attempt.failed(thrown);
      } else if (returned instanceof HttpResponse) {
        HttpResponse response = (HttpResponse) returned;
        HttpEntity entity = response.getEntity();
        boolean empty = entity == null || !entity.isStreaming() || entity.getContentLength() == 0;
        attempt.answered(
            response,
            response.getStatusLine().getStatusCode(),
            name -> first(response, name),
            empty);
      }
    }
    return returned;
  }

  private static int port(HttpHost host) {
    return host.getPort() > 0
        ? host.getPort()
        : "https".equalsIgnoreCase(host.getSchemeName()) ? 443 : 80;
  }

  private static @Nullable String first(HttpMessage message, String name) {
    Header header = message.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
