package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of models that nobody offers, and those of the service, as a scraper sees them. */
class LabelBudgetTest {
  private static final String USED_UP = "metrics.max-models (%d) is used up";
  private static final String UNCONFIRMED =
      "models without a successful request (%d, half of metrics.max-models)";

  private final CannedServer server = new CannedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  /** Asks these models one after the other; the real ones are answered. */
  private ForkedJvm ask(int maxModels, List<String> models) {
    server.respond(CannedServer.ANY_PATH, 404, "{\"error\":{\"message\":\"no such model\"}}");
    for (String model : models) {
      if (model.startsWith("real-")) {
        server.respond(model, 200, "{\"model\":\"" + model + "\"}");
      }
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(
        ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,metrics.max-models=" + maxModels));
    arguments.addAll(ForkedJvm.program("Posts", server.url()));
    arguments.addAll(models);
    return ForkedJvm.start(Jdks.running(), arguments).awaitLine("DONE");
  }

  private static List<String> names(String start, int count) {
    return IntStream.range(0, count).mapToObj(i -> start + i).toList();
  }

  private static long model(Exposition metrics, String model) {
    return metrics.counts("holysheep_requests_total").entrySet().stream()
        .filter(series -> series.getKey().contains("model=\"" + model + "\""))
        .mapToLong(series -> series.getValue())
        .sum();
  }

  private static void assertSaidOnce(ForkedJvm jvm, String line) {
    assertThat(jvm.err()).filteredOn(said -> said.contains(line)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 200, 1", "3, 200, 1", "20, 500, 10"})
  void namesThatFailLeaveThePlacesToTheModelsOfTheService(
      int maxModels, int failing, int failingWithLabel) {
    assertRealModelsHaveTheirLabel(maxModels, failing, failingWithLabel);
  }

  @Test
  @Tag("matrix")
  void tenThousandNamesThatFailDoSoToo() {
    assertRealModelsHaveTheirLabel(100, 10_000, 50);
  }

  private void assertRealModelsHaveTheirLabel(int maxModels, int failing, int failingWithLabel) {
    List<String> models = new ArrayList<>(names("typo-", failing));
    models.addAll(names("real-", maxModels));
    try (ForkedJvm jvm = ask(maxModels, models)) {
      Exposition metrics = jvm.scrapeWhenIdle();

      assertThat(names("real-", maxModels))
          .allSatisfy(real -> assertThat(model(metrics, real)).isOne());
      assertThat(model(metrics, "other")).isEqualTo(failing - failingWithLabel);
      assertThat(metrics.value("holysheep_label_overflow_total", "label=\"model\""))
          .isEqualTo(failing - failingWithLabel);
      assertThat(metrics.sum("holysheep_requests_total")).isEqualTo(models.size());
      assertThat(metrics.all("holysheep_response_bytes_total"))
          .hasSize(maxModels + failingWithLabel + 1);
      assertSaidOnce(jvm, UNCONFIRMED.formatted(failingWithLabel));
      assertThat(jvm.err()).noneMatch(line -> line.contains(USED_UP.formatted(maxModels)));
    }
  }

  @Test
  void saysOnceThatThePlacesOfModelsAreUsedUp() {
    List<String> models = new ArrayList<>(names("real-", 10));
    models.addAll(names("real-", 10));
    try (ForkedJvm jvm = ask(3, models)) {
      Exposition metrics = jvm.scrapeWhenIdle();

      assertThat(names("real-", 3))
          .allSatisfy(real -> assertThat(model(metrics, real)).isEqualTo(2));
      assertThat(model(metrics, "other")).isEqualTo(14);
      assertThat(metrics.value("holysheep_label_overflow_total", "label=\"model\"")).isEqualTo(14);
      assertSaidOnce(jvm, USED_UP.formatted(3));
    }
  }
}
