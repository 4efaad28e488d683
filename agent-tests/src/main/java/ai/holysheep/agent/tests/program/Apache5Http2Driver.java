package ai.holysheep.agent.tests.program;

import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.jspecify.annotations.Nullable;

/** The pooled asynchronous client of Apache HttpClient 5.2 to 5.6, over HTTP/2 and TLS. */
final class Apache5Http2Driver extends ClientDriver {
  private final String plainUrl;
  private final PoolingAsyncClientConnectionManager pool =
      PoolingAsyncClientConnectionManagerBuilder.create().setMaxConnPerRoute(1).build();
  private final CloseableHttpAsyncClient client =
      HttpAsyncClients.custom().setConnectionManager(pool).build();
  private final Apache5AsyncCalls calls;

  Apache5Http2Driver(String url, Transcript out) {
    super(url.replace("http:", "https:"), out);
    plainUrl = url;
    calls = new Apache5AsyncCalls(out, pool);
    client.start();
  }

  @Override
  void make(ClientCall call) throws Exception {
    calls.make(client, Apache5AsyncCalls.request(call));
  }

  @Override
  String outcomes(String step, String usual) {
    switch (step) {
      case "rate-limit":
      case "unread-429":
      case "overloaded":
        // It tries once more by itself.
        return usual + " " + usual;
      default:
        return usual;
    }
  }

  @Override
  @Nullable String leftOut(String step) {
    switch (step) {
      case "redirect":
        return "it never arrives with 5.1, with and without the agent";
      case "head":
        return "the agent takes the length of a body that a HEAD has not for one cut short";
      case "timeout":
      case "body-timeout":
        return "a stream has no time-out";
      case "cancel-early":
      case "cancel-in-body":
        return "the multiplexing and the minimal client cancel in steps of their own";
      default:
        return Apache5AsyncDriver.wholeOnly(step);
    }
  }

  @Override
  void ownSteps() throws Exception {
    new Apache5Http2OwnSteps(this, plainUrl, client, calls).run();
  }

  @Override
  void close() throws Exception {
    client.close();
    // Nothing releases streams that were cancelled: their attempts end when they are collected.
    System.gc();
  }
}
