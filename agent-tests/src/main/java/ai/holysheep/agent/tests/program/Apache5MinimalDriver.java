package ai.holysheep.agent.tests.program;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * {@code MinimalHttpClient} of HttpClient 5, which repeats and follows nothing. Each call has a
 * client of its own: 5.0 loses the connections of calls that fail.
 */
final class Apache5MinimalDriver extends Apache5BlockingDriver {
  Apache5MinimalDriver(String url, Transcript out) {
    super(url, out);
  }

  /** The time-out is that of its sockets: a request has none. */
  @Override
  CloseableHttpClient client(ClientCall call) {
    PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager();
    connections.setDefaultSocketConfig(
        SocketConfig.custom().setSoTimeout(Timeout.ofMilliseconds(call.timeoutMillis)).build());
    return HttpClients.createMinimal(connections);
  }

  @Override
  @Nullable String leftOut(String step) {
    return step.equals("tunnel-timeout") ? "it uses no proxy" : super.leftOut(step);
  }
}
