package ai.holysheep.agent.tests.program;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;

/** The asynchronous HttpClient 5, whose calls are given up by their futures. */
final class Apache5AsyncTorrent implements Torrent.Client {
  private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

  Apache5AsyncTorrent() {
    client.start();
  }

  @Override
  public long read(String url, String body, long limit) throws Exception {
    SimpleHttpRequest request = new SimpleHttpRequest("POST", URI.create(url));
    request.setBody(body, ContentType.APPLICATION_JSON);
    Counter counter = new Counter(limit);
    Future<Long> future = client.execute(SimpleRequestProducer.create(request), counter, null);
    long sum = counter.enough.get(1, TimeUnit.MINUTES);
    future.cancel(true);
    return sum;
  }

  private static final class Counter extends AbstractBinResponseConsumer<Long> {
    final CompletableFuture<Long> enough = new CompletableFuture<>();
    private final long limit;
    private long sum;

    Counter(long limit) {
      this.limit = limit;
    }

    @Override
    protected void start(HttpResponse response, ContentType type) {}

    @Override
    protected int capacityIncrement() {
      return Integer.MAX_VALUE;
    }

    @Override
    protected void data(ByteBuffer bytes, boolean end) {
      sum += bytes.remaining();
      bytes.position(bytes.limit());
      if (sum >= limit) {
        enough.complete(sum);
      }
    }

    @Override
    protected Long buildResult() {
      enough.complete(sum);
      return sum;
    }

    @Override
    public void releaseResources() {}
  }
}
