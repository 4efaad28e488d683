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

/** What a Prometheus on this machine's loopback answers. */
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

  /** One of the API's answers, {@code rules} say. */
  JsonNode about(String what) throws IOException, InterruptedException {
    return get(api + what);
  }

  JsonNode query(String promql) throws IOException, InterruptedException {
    return about("query?query=" + URLEncoder.encode(promql, UTF_8));
  }

  /** The first series' value; 0 where there is none. */
  double value(String promql) throws IOException, InterruptedException {
    return query(promql).at("/data/result/0/value/1").asDouble();
  }

  /** The last so many seconds of it, a point every {@code step} seconds. */
  JsonNode range(String promql, int seconds, int step) throws IOException, InterruptedException {
    long now = System.currentTimeMillis() / 1000;
    return about(
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
