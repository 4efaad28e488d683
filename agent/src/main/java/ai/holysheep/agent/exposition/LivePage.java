package ai.holysheep.agent.exposition;

import ai.holysheep.agent.diagnostics.AgentErrors;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The page at {@code /}, for users who have no Grafana. It is static, reads the metrics as
 * Prometheus does, and loads nothing from other servers. Runs on the metrics server's threads.
 */
final class LivePage implements HttpHandler {
  private static final String RESOURCE = "ai/holysheep/agent/exposition/page.html";

  /** Allows the page its own script and style, and requests to this server. */
  private static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String metricsPath;

  LivePage(String metricsPath) {
    this.metricsPath = metricsPath;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      respond(exchange);
    } catch (IOException | RuntimeException e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXPOSITION, e);
      throw e;
    } finally {
      exchange.close();
    }
  }

  private void respond(HttpExchange exchange) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (!exchange.getRequestURI().getPath().equals("/")) {
      exchange.sendResponseHeaders(404, -1);
    } else if (!head && !exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      exchange.sendResponseHeaders(405, -1);
    } else {
      byte[] page = page();
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", "text/html; charset=utf-8");
      headers.set("Content-Security-Policy", POLICY);
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, head ? -1 : page.length);
      if (!head) {
        exchange.getResponseBody().write(page);
      }
    }
  }

  private byte[] page() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = LivePage.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
    }
    String page = new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    return page.replace("@metrics.path@", escapeForScript(metricsPath))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Makes an operator's path safe within a string literal of a script. */
  private static String escapeForScript(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c < 0x7F && (Character.isLetterOrDigit(c) || "/-._~%".indexOf(c) >= 0);
      escaped.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return escaped.toString();
  }
}
