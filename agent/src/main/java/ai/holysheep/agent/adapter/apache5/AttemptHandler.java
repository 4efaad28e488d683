package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.AttemptScope;
import ai.holysheep.agent.instrumentation.HookHandler;
import ai.holysheep.agent.instrumentation.SuppressedScope;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** {@code ProtocolExec.execute}: one attempt, below the client's own retries and redirects. */
public final class AttemptHandler extends HookHandler {
  private final AbortJudge judge = new AbortJudge();

  @Override
  public @Nullable Object before(
      Object self, @Nullable Object request, @Nullable Object scope, @Nullable Object c) {
    if (!(scope instanceof ExecChain.Scope) || !(request instanceof HttpRequest)) {
      return null;
    }
    ExecChain.Scope call = (ExecChain.Scope) scope;
    HttpHost host = call.route.getTargetHost();
    if (!Messages.watched(host, host.getSchemeName())) {
      return SuppressedScope.raise();
    }
    // All attempts of a call have the same runtime, its redirects and copies of its scope as well.
    Exchange exchange = Messages.start((HttpRequest) request, call.execRuntime);
    if (exchange == null) {
      return null;
    }
    if (call.originalRequest instanceof HttpUriRequestBase) {
      exchange.classifyWith(judge, call.originalRequest);
    }
    return new AttemptScope(exchange);
  }

  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    SuppressedScope.lower(token);
    if (token instanceof AttemptScope) {
      Messages.leave((AttemptScope) token, returned, thrown);
    }
    return returned;
  }
}
