package ai.holysheep.sample;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Served;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The built-in gateway's own counts, to compare with the agent's metrics: for each model, the
 * requests by status and the tokens.
 */
final class Truth {
  private Truth() {}

  /** Serves the counts as JSON on loopback. */
  static void serve(FakeGateway gateway, int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/truth",
        exchange -> {
          byte[] body = json(gateway).toString().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    // The server's own thread is a daemon only if the thread that starts it is one.
    DaemonThreads.newThread(server::start).start();
  }

  /** The sums in one line. */
  static String sentence(FakeGateway gateway) {
    List<Served> log = gateway.log();
    return String.format(
        Locale.ROOT,
        "the gateway's own log has %,d calls, %,d tokens in, %,d out",
        log.size(),
        log.stream().mapToLong(served -> served.inputTokens).sum(),
        log.stream().mapToLong(served -> served.outputTokens).sum());
  }

  private static ObjectNode json(FakeGateway gateway) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (Served served : gateway.log()) {
      ObjectNode model = root.withObject("/" + served.model.replace("~", "~0").replace("/", "~1"));
      ObjectNode requests = model.withObject("/requests");
      String status = String.valueOf(served.status);
      requests.put(status, requests.path(status).asLong() + 1);
      model.put("input", model.path("input").asLong() + served.inputTokens);
      model.put("output", model.path("output").asLong() + served.outputTokens);
    }
    return root;
  }
}
