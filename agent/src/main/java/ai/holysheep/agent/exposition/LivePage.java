package ai.holysheep.agent.exposition;

import ai.holysheep.agent.exposition.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The page at {@code /}, for users who have no Grafana. It is static, reads the metrics as
 * Prometheus does, and loads nothing from other servers. Runs on the connections' threads.
 */
final class LivePage {
  private static final String RESOURCE = "ai/holysheep/agent/exposition/page.html";

  /** Allows the page its own script and style, and requests to this server. */
  private static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String metricsPath;

  LivePage(String metricsPath) {
    this.metricsPath = metricsPath;
  }

  Response response() throws IOException {
    byte[] page = page();
    return new Response(200, page, page.length)
        .with("Content-Type", "text/html; charset=utf-8")
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer");
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
