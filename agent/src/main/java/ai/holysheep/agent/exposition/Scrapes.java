package ai.holysheep.agent.exposition;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exposition.http.Crowd;
import ai.holysheep.agent.exposition.http.Request;
import ai.holysheep.agent.exposition.http.Response;
import ai.holysheep.agent.metrics.Metrics;
import io.prometheus.metrics.exporter.common.PrometheusScrapeHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Responds with the metrics, in the format that a request accepts. One thread at a time collects
 * them. Requests for the same that wait for their turn share one collection, and only a few bodies
 * are in memory at once. So many clients cost the application little more than one.
 */
final class Scrapes {
  /** Of the bodies in memory, in sum. Two are allowed whatever their size. */
  private static final long MAX_BYTES = 8 << 20;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long RECHECK_MILLIS = 20;

  private final PrometheusScrapeHandler handler;

  /** Those that nobody has begun to collect, in their order. Guarded by this. */
  private final Map<String, Scrape> waiting = new LinkedHashMap<>();

  /** Guarded by this. */
  private boolean collecting;

  /** How many bodies are in memory, with the one that is being collected. Guarded by this. */
  private int bodies;

  /** Of the last body. The next one has about the same. Guarded by this. */
  private long lastBytes;

  Scrapes(Metrics metrics) {
    handler = new PrometheusScrapeHandler(metrics.properties(), metrics.registry());
  }

  /** One collection, for all requests that share it. Guarded by {@link Scrapes}. */
  private static final class Scrape {
    final ScrapeExchange exchange;
    int requests;
    boolean holdsBody;
    boolean done;
    boolean good;

    Scrape(Request first) {
      exchange = new ScrapeExchange(first);
    }
  }

  /** Collects the metrics after the request has come, never before. */
  Response respond(Request request, Crowd crowd) throws InterruptedException {
    String key = key(request);
    Scrape scrape = new Scrape(request);
    Scrape shared = join(key, scrape);
    Response response = null;
    try {
      boolean good = shared == scrape ? collect(key, scrape, crowd) : awaitDone(shared);
      if (good) {
        response = shared.exchange.response().onEnd(() -> release(shared));
      }
    } finally {
      if (response == null) {
        release(shared);
      }
    }
    return response != null
        ? response
        : Response.text(503, "The metrics could not be collected. Try again.");
  }

  /** Returns the collection that waits for its turn already; if none does, the new one. */
  private synchronized Scrape join(String key, Scrape created) {
    Scrape shared = waiting.get(key);
    if (shared == null) {
      shared = created;
      try {
        waiting.put(key, created);
      } catch (Throwable e) {
        // Without memory, the map may have it all the same, and nobody would collect it.
        waiting.remove(key);
        throw e;
      }
    }
    shared.requests++;
    return shared;
  }

  /** What the response depends on. Other parameters of the query have no effect. */
  private static String key(Request request) {
    String query = request.rawQuery();
    boolean matters =
        query != null
            && (query.contains("name") || query.contains("debug") || query.indexOf('%') >= 0);
    return request.headers("Accept")
        + "\n"
        + request.headers("Accept-Encoding")
        + "\n"
        + (matters ? query : "");
  }

  private boolean collect(String key, Scrape scrape, Crowd crowd) {
    boolean good = false;
    try {
      if (awaitTurn(key, scrape, crowd)) {
        good = collect(scrape.exchange);
      }
    } catch (Throwable e) {
      // For example an OutOfMemoryError. The next collection may succeed.
      AgentErrors.countAndLog(AgentErrors.Stage.EXPOSITION, e);
    } finally {
      finish(key, scrape, good);
    }
    return good;
  }

  private boolean collect(ScrapeExchange exchange) throws IOException {
    handler.handleRequest(exchange);
    Exception failure = exchange.failure();
    if (failure != null) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXPOSITION, failure);
    }
    return failure == null;
  }

  private boolean awaitTurn(String key, Scrape scrape, Crowd crowd) throws InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      boolean bodiesUsedUp;
      synchronized (this) {
        if (tryBegin(key, scrape)) {
          return true;
        }
        bodiesUsedUp = areBodiesUsedUp();
        TimeUnit.MILLISECONDS.timedWait(this, RECHECK_MILLIS);
      }
      if (bodiesUsedUp) {
        // Not under the lock: to close can mean to wait for the connection's thread.
        crowd.closeSlowestReader();
      }
    }
    return false;
  }

  private synchronized boolean tryBegin(String key, Scrape scrape) {
    if (collecting || areBodiesUsedUp() || waiting.values().iterator().next() != scrape) {
      return false;
    }
    waiting.remove(key);
    collecting = true;
    bodies++;
    scrape.holdsBody = true;
    return true;
  }

  private boolean areBodiesUsedUp() {
    return bodies >= 2 && (bodies + 1) * lastBytes > MAX_BYTES;
  }

  private synchronized void finish(String key, Scrape scrape, boolean good) {
    if (scrape.holdsBody) {
      collecting = false;
      lastBytes = scrape.exchange.size();
    } else {
      waiting.remove(key, scrape);
    }
    scrape.good = good;
    scrape.done = true;
    notifyAll();
  }

  private synchronized boolean awaitDone(Scrape scrape) throws InterruptedException {
    long start = System.nanoTime();
    while (!scrape.done && System.nanoTime() - start < PATIENCE_NANOS) {
      TimeUnit.MILLISECONDS.timedWait(this, RECHECK_MILLIS);
    }
    return scrape.good;
  }

  private synchronized void release(Scrape scrape) {
    scrape.requests--;
    if (scrape.requests == 0 && scrape.holdsBody) {
      scrape.holdsBody = false;
      bodies--;
      notifyAll();
    }
  }
}
