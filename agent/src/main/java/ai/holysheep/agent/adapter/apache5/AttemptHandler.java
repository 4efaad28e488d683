package ai.holysheep.agent.adapter.apache5;

import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.instrumentation.BlockingAttemptHandler;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** {@code ProtocolExec.execute}: one attempt, below the client's own retries and redirects. */
public final class AttemptHandler
    extends BlockingAttemptHandler<ClassicHttpRequest, ExecChain.Scope, ClassicHttpResponse> {
  private final Apache5Messages messages = new Apache5Messages("apache5");
  private final AbortProbe probe = new AbortProbe();

  @Override
  protected boolean isWatched(ClassicHttpRequest request, ExecChain.Scope scope) {
    HttpHost host = scope.route.getTargetHost();
    return Apache5Messages.isWatched(host.getSchemeName(), host);
  }

  @Override
  protected @Nullable Exchange start(ClassicHttpRequest request, ExecChain.Scope scope) {
    // All attempts of a call share the runtime; redirects and copies of the scope have it too.
    return messages.start(request, scope.execRuntime);
  }

  @Override
  protected void classify(Exchange exchange, ClassicHttpRequest request, ExecChain.Scope scope) {
    if (scope.originalRequest instanceof HttpUriRequestBase) {
      exchange.classifyWith(probe, scope.originalRequest);
    }
  }

  @Override
  protected void respond(Exchange exchange, ClassicHttpResponse response) {
    messages.respond(exchange, response);
  }
}
