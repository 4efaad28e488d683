package ai.holysheep.agent.tests.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Scrapes as Prometheus does: it gives up after ten seconds. */
public final class Scraper {
  /** With the user name "prom" and the password "secret". Servers without a password ignore it. */
  static final String AUTHORIZATION = "Authorization: Basic cHJvbTpzZWNyZXQ=\r\n";

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Pattern ERRORS =
      Pattern.compile("holysheep_agent_errors_total\\{[^}]*stage=\"exposition\"[^}]*} ([0-9.]+)");

  private final URI url;
  private int scrapes;

  public Scraper(URI url) {
    this.url = url;
  }

  public int scrapes() {
    return scrapes;
  }

  /** Returns the metrics. */
  public String scrape() throws Exception {
    long start = System.nanoTime();
    try (Socket socket = connect()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String request =
          "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/plain\r\nConnection: close\r\n"
              + AUTHORIZATION
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (!response.startsWith("HTTP/1.1 200 ") || millis > TIMEOUT_MILLIS) {
        throw new IOException(
            "after " + millis + " ms: " + response.substring(0, Math.min(200, response.length())));
      }
      scrapes++;
      return response;
    } catch (IOException e) {
      throw new IOException(
          "scrape " + scrapes + " after " + (System.nanoTime() - start) / 1_000_000 + " ms", e);
    }
  }

  /** The errors that the agent has counted in its server. */
  public double errors() throws Exception {
    Matcher errors = ERRORS.matcher(scrape());
    return errors.find() ? Double.parseDouble(errors.group(1)) : 0;
  }

  private Socket connect() throws Exception {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), TIMEOUT_MILLIS);
    return url.getScheme().equals("https")
        ? trustingAll().createSocket(socket, url.getHost(), url.getPort(), true)
        : socket;
  }

  private static SSLSocketFactory trustingAll() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustingAll()}, new SecureRandom());
    return context.getSocketFactory();
  }

  private static final class TrustingAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
