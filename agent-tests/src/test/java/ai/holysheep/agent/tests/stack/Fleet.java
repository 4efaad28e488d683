package ai.holysheep.agent.tests.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * One server that stands in for the metrics servers of many JVMs, each at its own path. It serves
 * the same exposition for each; with each scrape, a counter grows by its value in that exposition.
 */
final class Fleet implements AutoCloseable {
  private static final Pattern COUNTER =
      Pattern.compile("\\w+_(total|count|sum|bucket)(\\{.*})? .*");

  private final String[] lines;
  private final Map<String, Integer> scrapes = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpServer server;

  Fleet(String exposition) throws IOException {
    lines = exposition.split("\n");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    int times = scrapes.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      if (!line.startsWith("#") && COUNTER.matcher(line).matches()) {
        int space = line.lastIndexOf(' ');
        text.append(line, 0, space + 1)
            .append(Double.parseDouble(line.substring(space + 1)) * times);
      } else {
        text.append(line);
      }
      text.append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
