package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page at the metrics server's root, in a real browser. */
class LivePageTest {
  private static final Pattern TILE =
      Pattern.compile("<span>([^<]*)</span><b>([^<]*)</b><small>([^<]*)</small>");
  private static final Pattern ROW = Pattern.compile("<tr>(<td.*?)</tr>");

  /** Two looks of the page at the metrics. */
  private static final int LOOKS = 7_000;

  @ParameterizedTest
  @ValueSource(strings = {"1280,900", "390,800"})
  void showsWhatTheMetricsSay(String size) {
    Chromium browser = Chromium.installed();
    try (ForkedJvm service =
        ForkedJvm.start(
            Jdks.running(),
            List.of(
                ForkedJvm.watching(),
                "-cp",
                "../sample-app/target/sample-app.jar",
                "ai.holysheep.sample.Main",
                "--calls",
                "60",
                "--rate",
                "200",
                "--linger"))) {
      service.awaitLine("DONE");
      Exposition metrics = service.scrapeWhenIdle();

      String page = browser.document(root(service), LOOKS, "--window-size=" + size);

      Map<String, String> tiles = new java.util.TreeMap<>();
      for (Matcher tile = TILE.matcher(page); tile.find(); ) {
        tiles.put(tile.group(1), tile.group(2));
      }
      double calls = metrics.sum("holysheep_requests_total");
      double tokens = metrics.sum("holysheep_tokens_total");
      assertThat(calls).isGreaterThanOrEqualTo(60);
      assertThat(page).contains("role=\"status\" class=\"good\">live<");
      assertThat(tiles)
          .containsEntry("Calls", whole(calls))
          .containsEntry("Tokens", whole(tokens))
          .containsEntry("In flight", "0")
          .containsEntry("Spent", usd(metrics.sum("holysheep_cost_millicents_total") / 100_000));
      for (String model : new String[] {"gpt-4.1", "claude-sonnet-4-5"}) {
        assertThat(row(page, model))
            .startsWith(model, whole(calls(metrics, model)))
            .contains(usd(metrics.value("holysheep_cost_millicents_total", label(model)) / 1e5));
      }
      assertThat(row(page, "clients watched").get(1)).contains("java.net.http", "okhttp");
      assertThat(row(page, "faults inside the agent")).contains("none");
    }
  }

  private static String root(ForkedJvm service) {
    return service.metricsUrl().replace("/metrics", "/");
  }

  private static double calls(Exposition metrics, String model) {
    return metrics.all("holysheep_requests_total").entrySet().stream()
        .filter(sample -> sample.getKey().contains(label(model)))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static String label(String model) {
    return "model=\"" + model + "\"";
  }

  private static String whole(double number) {
    return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
  }

  private static String usd(double amount) {
    int decimals = amount >= 1 ? 2 : amount >= 0.01 ? 4 : 6;
    return "$" + String.format(Locale.ENGLISH, "%." + decimals + "f", amount);
  }

  /** The cells of the first table row that begins with this text. */
  private static List<String> row(String page, String first) {
    for (Matcher row = ROW.matcher(page); row.find(); ) {
      List<String> cells = new ArrayList<>();
      for (String cell : row.group(1).split("</td>")) {
        cells.add(cell.replaceAll("<[^>]*>", ""));
      }
      if (cells.get(0).equals(first)) {
        return cells;
      }
    }
    throw new AssertionError("no row " + first);
  }

  @Test
  void runsNothingThatACallersModelNameSays() throws Exception {
    Chromium browser = Chromium.installed();
    String hostile = "<img src=x onerror=document.title='run'>";
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm service = call(gateway, "", hostile)) {
      String page = browser.document(root(service), LOOKS);

      assertThat(page).contains("&lt;img src=x onerror").contains("<title>HolySheep agent</title>");
    }
  }

  private static ForkedJvm call(FakeGateway gateway, String options, String model) {
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.watching() + options);
    arguments.addAll(ForkedJvm.program("OneCall", gateway.url(), "ok", model));
    return ForkedJvm.start(Jdks.running(), arguments).awaitLine("DONE");
  }

  @Test
  void asksForThePasswordAndServesNothingElse() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm open = call(gateway, "", "gpt-4.1");
        ForkedJvm closed =
            call(gateway, ",metrics.username=prom,metrics.password=secret", "gpt-4.1")) {
      HttpResponse<String> page = get(client, root(open));

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Security-Policy").get())
          .startsWith("default-src 'none'");
      assertThat(page.body()).doesNotContain("http://", "https://").contains("\"/metrics\"");
      assertThat(get(client, root(open) + "other").statusCode()).isEqualTo(404);
      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(URI.create(root(open)))
                          .POST(BodyPublishers.noBody())
                          .build(),
                      BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(405);
      assertThat(get(client, root(closed)).statusCode()).isEqualTo(401);
    }
  }

  private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }
}
