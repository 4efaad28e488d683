package ai.holysheep.agent.tests.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The HTTP API of a Prometheus on this machine's loopback. */
final class PrometheusApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String api;

  PrometheusApi(int port) {
    api = "http://127.0.0.1:" + port + "/api/v1/";
  }

  static JsonNode get(String url) throws IOException, InterruptedException {
    return JSON.readTree(
        CLIENT
            .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
            .body());
  }

  /** The response of a path below {@code /api/v1/}, for example {@code rules}. */
  JsonNode path(String path) throws IOException, InterruptedException {
    return get(api + path);
  }

  JsonNode query(String promql) throws IOException, InterruptedException {
    return path("query?query=" + URLEncoder.encode(promql, UTF_8));
  }

  /** The value of the first series, or 0 if there is none. */
  double value(String promql) throws IOException, InterruptedException {
    return query(promql).at("/data/result/0/value/1").asDouble();
  }

  /** The exemplars of the last hour. */
  JsonNode exemplars(String promql) throws IOException, InterruptedException {
    long now = System.currentTimeMillis() / 1000;
    return path(
        "query_exemplars?query="
            + URLEncoder.encode(promql, UTF_8)
            + "&start="
            + (now - 3600)
            + "&end="
            + (now + 60));
  }

  /** The values of the last seconds, one every {@code step} seconds. */
  JsonNode range(String promql, int seconds, int step) throws IOException, InterruptedException {
    long now = System.currentTimeMillis() / 1000;
    return path(
        "query_range?query="
            + URLEncoder.encode(promql, UTF_8)
            + "&start="
            + (now - seconds)
            + "&end="
            + now
            + "&step="
            + step);
  }
}
