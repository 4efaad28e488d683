package ai.holysheep.agent.tests.program;

import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.jspecify.annotations.Nullable;

/** Apache HttpClient 5, the asynchronous client over HTTP/1.1. */
final class Apache5AsyncDriver extends ClientDriver {
  private final PoolingAsyncClientConnectionManager pool =
      PoolingAsyncClientConnectionManagerBuilder.create().build();
  private final CloseableHttpAsyncClient client =
      HttpAsyncClients.custom().setConnectionManager(pool).build();
  private final Apache5AsyncCalls calls;

  Apache5AsyncDriver(String url, Transcript out) {
    super(url, out);
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
      case "cancel-early":
      case "cancel-in-body":
        return "of some calls it forgets what there is to cancel, and of which is a race";
      default:
        return wholeOnly(step);
    }
  }

  /** What no client can do whose response is there as a whole. */
  static @Nullable String wholeOnly(String step) {
    switch (step) {
      case "single-bytes":
      case "skip":
      case "close-after-last":
      case "cancel-after-last":
      case "unread":
      case "unread-and-unfinished":
      case "closed-early":
        return "the whole body has been read when the response is there";
      case "chunked":
        return "a simple request has a body of known length";
      case "not-sent":
        return "it may find out first that a connection of its pool is closed";
      case "async":
        return "every call is asynchronous";
      default:
        return null;
    }
  }

  @Override
  void ownSteps() throws Exception {
    new Apache5AsyncOwnSteps(this, client, calls).run();
  }

  @Override
  void close() throws Exception {
    client.close();
    // Nothing releases what the minimal client has cancelled: it ends when it is collected.
    System.gc();
  }
}
