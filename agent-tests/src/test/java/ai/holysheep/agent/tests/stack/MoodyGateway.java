package ai.holysheep.agent.tests.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A gateway that can refuse the calls of one model, and that knows when it first did. */
final class MoodyGateway implements AutoCloseable {
  private static final String COMPLETION =
      "{\"choices\":[{\"message\":{\"content\":\"Yes.\"},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2,\"total_tokens\":12}}";

  /** The model whose calls the gateway refuses, and the time of the first refusal. */
  private record Refusal(String model, CompletableFuture<Long> first) {}

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Refusal refusal = new Refusal("none", new CompletableFuture<>());

  MoodyGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Refuses the model's calls from now on. The result is the first refusal's nanoTime(). */
  CompletableFuture<Long> refuse(String model) {
    CompletableFuture<Long> first = new CompletableFuture<>();
    refusal = new Refusal(model, first);
    return first;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Refusal now = refusal;
    boolean refused = body.contains("\"model\":\"" + now.model + "\"");
    byte[] response =
        (refused ? "{\"error\":{\"type\":\"rate_limit_error\"}}" : COMPLETION).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (refused) {
      now.first.complete(System.nanoTime());
    }
    exchange.sendResponseHeaders(refused ? 429 : 200, response.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(response);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
