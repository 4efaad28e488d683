package ai.holysheep.agent.tests.program;

import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.jspecify.annotations.Nullable;

/** {@code MinimalHttpClient} of HttpClient 4.3 to 4.5. */
final class Apache4MinimalDriver extends Apache4BlockingDriver {
  private final CloseableHttpClient client = HttpClients.createMinimal();

  Apache4MinimalDriver(String url, Transcript out) {
    super(url, out);
  }

  @Override
  HttpClient client() {
    return client;
  }

  @Override
  void configure(HttpRequestBase request, ClientCall call) {
    request.setConfig(Apache4Driver.config(call));
  }

  @Override
  @Nullable String leftOut(String step) {
    return Apache4Driver.leftOutSince43(step, super.leftOut(step));
  }

  @Override
  void close() throws Exception {
    client.close();
  }
}
