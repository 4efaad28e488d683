package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.Client;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.hook.AttemptToken;
import ai.holysheep.agent.hook.HookHandler;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.MessageHeaders;
import org.jspecify.annotations.Nullable;

/** {@code ProtocolExec.execute}: one attempt, below the client's own retries and redirects. */
public final class AttemptHandler extends HookHandler {
  @Override
  public @Nullable Object before(Object self, @Nullable Object request, @Nullable Object scope) {
    if (!(scope instanceof ExecChain.Scope) || !(request instanceof HttpRequest)) {
      return null;
    }
    HttpHost host = ((ExecChain.Scope) scope).route.getTargetHost();
    if (!Exchanges.watched(host.getHostName(), port(host))) {
      return null;
    }
    HttpRequest message = (HttpRequest) request;
    String retries = first(message, "X-Stainless-Retry-Count");
    Exchange exchange = Exchanges.start(Client.APACHE5, message.getPath(), retries);
    if (exchange == null) {
      return null;
    }
    exchange.judgeBy(new AbortJudge(((ExecChain.Scope) scope).originalRequest));
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
      } else if (returned instanceof ClassicHttpResponse) {
        ClassicHttpResponse response = (ClassicHttpResponse) returned;
        HttpEntity entity = response.getEntity();
        boolean empty = entity == null || !entity.isStreaming() || entity.getContentLength() == 0;
        attempt.answered(response, response.getCode(), name -> first(response, name), empty);
      }
    }
    return returned;
  }

  private static int port(HttpHost host) {
    return host.getPort() > 0
        ? host.getPort()
        : "https".equalsIgnoreCase(host.getSchemeName()) ? 443 : 80;
  }

  private static @Nullable String first(MessageHeaders message, String name) {
    Header header = message.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
