package ai.holysheep.agent.tests.program.placed;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server with a filter of its own, and a pool whose tasks it wraps. */
final class Server {
  /** What makes calls. */
  interface Feature {
    void run() throws Exception;
  }

  private final Feature feature;

  private Server(Feature feature) {
    this.feature = feature;
  }

  /** Runs the feature for one request. */
  static void serve(Feature feature) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    server.setExecutor(task -> pool.execute(() -> runNamed(task)));
    server.createContext("/", new Server(feature)::handle).getFilters().add(new Gate());
    server.start();
    try {
      // The agent does not watch this name.
      URI.create("http://localhost:" + server.getAddress().getPort() + "/")
          .toURL()
          .openStream()
          .close();
    } finally {
      server.stop(0);
      pool.shutdown();
    }
  }

  private static void runNamed(Runnable task) {
    Thread.currentThread().setName("request");
    task.run();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      feature.run();
      exchange.sendResponseHeaders(200, -1);
    } catch (Exception e) {
      exchange.sendResponseHeaders(500, -1);
    } finally {
      exchange.close();
    }
  }

  private static final class Gate extends Filter {
    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      pass(() -> passOn(exchange, chain));
    }

    private static Object passOn(HttpExchange exchange, Chain chain) throws IOException {
      chain.doFilter(exchange);
      return exchange;
    }

    private static void pass(Callable<Object> next) throws IOException {
      try {
        next.call();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }

    @Override
    public String description() {
      return "gate";
    }
  }
}
