package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real browser shows the page at the metrics server's root. */
class LivePageTest {
  private static final Pattern TILE =
      Pattern.compile("<span>([^<]*)</span><b>([^<]*)</b><small>([^<]*)</small>");
  private static final Pattern ROW = Pattern.compile("<tr>(<td.*?)</tr>");

  /** The page's time for two scrapes. */
  private static final int TWO_SCRAPES_MILLIS = 7_000;

  @ParameterizedTest
  @ValueSource(strings = {"1280,900", "390,800"})
  void showsWhatTheMetricsSay(String windowSize) {
    Chromium browser = Chromium.installed();
    try (ForkedJvm service = sampleService()) {
      service.awaitLine("DONE");
      Exposition metrics = service.scrapeWhenIdle();
      assertThat(metrics.sum("holysheep_requests_total")).isGreaterThanOrEqualTo(60);

      String page =
          browser.document(root(service), TWO_SCRAPES_MILLIS, "--window-size=" + windowSize);

      assertThat(page).contains("role=\"status\" class=\"good\">live<");
      assertTiles(page, metrics);
      assertModelRow(page, "gpt-4.1", metrics);
      assertModelRow(page, "claude-sonnet-4-5", metrics);
      assertThat(row(page, "ai.holysheep.sample.FaqBot.answer").get(1))
          .isEqualTo(whole(calls(metrics, "gpt-4.1")));
      assertThat(row(page, "instrumented clients").get(1)).contains("java.net.http", "okhttp");
      assertThat(row(page, "errors inside the agent")).contains("none");
      assertThat(row(page, "calls counted as other")).contains("none");
      // The sample's gateway reports the cost of some calls only.
      assertThat(metrics.sum("holysheep_reported_cost_millicents_total"))
          .isLessThan(0.9 * metrics.sum("holysheep_cost_millicents_total"));
      assertThat(row(page, "cost as the gateway reports it").get(1))
          .contains(", as by the price table");
    }
  }

  private static ForkedJvm sampleService() {
    return ForkedJvm.start(
        Jdks.running(),
        List.of(
            ForkedJvm.watching() + ",metrics.labels=entry",
            "-cp",
            "../sample-app/target/sample-app.jar",
            "ai.holysheep.sample.Main",
            "--calls",
            "60",
            "--rate",
            "200",
            "--linger"));
  }

  private static void assertTiles(String page, Exposition metrics) {
    Map<String, String> tiles = new TreeMap<>();
    for (Matcher tile = TILE.matcher(page); tile.find(); ) {
      tiles.put(tile.group(1), tile.group(2));
    }
    assertThat(tiles)
        .containsEntry("Calls", whole(metrics.sum("holysheep_requests_total")))
        .containsEntry("Tokens", whole(metrics.sum("holysheep_tokens_total")))
        .containsEntry("In flight", "0")
        .containsEntry("Spent", usd(metrics.sum("holysheep_cost_millicents_total") / 100_000));
  }

  private static void assertModelRow(String page, String model, Exposition metrics) {
    assertThat(row(page, model))
        .startsWith(model, whole(calls(metrics, model)))
        .contains(usd(sum(metrics, "holysheep_cost_millicents_total", model) / 100_000));
  }

  private static String root(ForkedJvm service) {
    return service.metricsUrl().replace("/metrics", "/");
  }

  private static double calls(Exposition metrics, String model) {
    return sum(metrics, "holysheep_requests_total", model);
  }

  private static double sum(Exposition metrics, String name, String model) {
    return metrics.all(name).entrySet().stream()
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
    // As toFixed: the exact value of the double, which may be just below a half.
    return "$" + new BigDecimal(amount).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
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
  void runsNoScriptFromAModelsName() throws Exception {
    Chromium browser = Chromium.installed();
    String hostile = "<img src=x onerror=document.title='run'>";
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm service = call(gateway, "", hostile)) {
      String page = browser.document(root(service), TWO_SCRAPES_MILLIS);

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
  void servesTheWholePageAtTheRootOnly() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm service = call(gateway, "", "gpt-4.1")) {
      HttpResponse<String> page = send(get(root(service)));

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Security-Policy").get())
          .startsWith("default-src 'none'");
      assertThat(page.body()).doesNotContain("http://", "https://").contains("\"/metrics\"");
      assertThat(send(get(root(service) + "other")).statusCode()).isEqualTo(404);
      assertThat(send(get(root(service)).POST(BodyPublishers.noBody())).statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void asksForThePassword() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
        ForkedJvm service =
            call(gateway, ",metrics.username=prom,metrics.password=secret", "gpt-4.1")) {
      assertThat(send(get(root(service))).statusCode()).isEqualTo(401);
    }
  }

  private static HttpRequest.Builder get(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
