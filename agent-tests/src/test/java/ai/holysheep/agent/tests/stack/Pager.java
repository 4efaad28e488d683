package ai.holysheep.agent.tests.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A webhook that records the time of the first page for each service and model. */
final class Pager implements AutoCloseable {
  private final Map<String, CompletableFuture<Long>> pages = new ConcurrentHashMap<>();
  private final HttpServer server;

  Pager() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The nanoTime() of the first page about a burst of 429s. */
  CompletableFuture<Long> page(String job, String model) {
    return pages.computeIfAbsent(job + " " + model, key -> new CompletableFuture<>());
  }

  private void receive(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    for (JsonNode alert : new ObjectMapper().readTree(exchange.getRequestBody()).get("alerts")) {
      JsonNode labels = alert.get("labels");
      if (labels.get("alertname").asText().equals("HolySheep429Burst")) {
        page(labels.get("job").asText(), labels.get("model").asText()).complete(now);
      }
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
