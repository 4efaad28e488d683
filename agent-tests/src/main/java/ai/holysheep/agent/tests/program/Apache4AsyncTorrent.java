package ai.holysheep.agent.tests.program;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpResponse;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.client.methods.AsyncByteConsumer;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.protocol.HttpContext;

/** HttpAsyncClient 4, whose calls are given up by their futures. */
final class Apache4AsyncTorrent implements Torrent.Client {
  private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

  Apache4AsyncTorrent() {
    client.start();
  }

  @Override
  public long read(String url, String body, long limit) throws Exception {
    Counter counter = new Counter(limit);
    Future<Long> future =
        client.execute(
            HttpAsyncMethods.createPost(url, body, ContentType.APPLICATION_JSON), counter, null);
    long sum = counter.enough.get(1, TimeUnit.MINUTES);
    future.cancel(true);
    return sum;
  }

  private static final class Counter extends AsyncByteConsumer<Long> {
    final CompletableFuture<Long> enough = new CompletableFuture<>();
    private final long limit;
    private long sum;

    Counter(long limit) {
      this.limit = limit;
    }

    @Override
    protected void onResponseReceived(HttpResponse response) {}

    @Override
    protected void onByteReceived(ByteBuffer bytes, IOControl control) {
      sum += bytes.remaining();
      bytes.position(bytes.limit());
      if (sum >= limit) {
        enough.complete(sum);
      }
    }

    @Override
    protected Long buildResult(HttpContext context) {
      enough.complete(sum);
      return sum;
    }
  }
}
