package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample service's bill says which of its features made a call. */
class SampleFeaturesTest {
  private static final String SAMPLE = "ai.holysheep.sample.";
  private static final String[] FEATURES = {
    SAMPLE + "FaqBot.answer", SAMPLE + "RefundClassifier.answer", SAMPLE + "ReviewSummarizer.answer"
  };

  @TempDir Path folder;

  private List<JsonNode> ledger(String options) throws Exception {
    List<String> arguments =
        List.of(
            ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.dir=" + folder + options),
            "-jar",
            "../sample-app/target/sample-app.jar",
            "--calls",
            "27",
            "--rate",
            "40");
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      assertThat(jvm.finish()).isZero();
    }
    return LedgerFiles.read(folder, "").calls;
  }

  @Test
  void asEntriesWithoutConfiguration() throws Exception {
    List<JsonNode> calls = ledger("");

    assertThat(calls)
        .extracting(call -> call.get("entry").textValue())
        .contains(FEATURES)
        .isSubsetOf(FEATURES);
    assertThat(calls)
        .extracting(call -> call.get("caller").textValue())
        .contains(SAMPLE + "ApacheChatClient.post")
        .doesNotContain(FEATURES);
  }

  @Test
  void asCallersIfTheServicesOwnClientsAreSkipped() throws Exception {
    List<JsonNode> calls =
        ledger(
            String.format(
                ",caller.skip=%sApacheChatClient;%sOkHttpChatClient;%sJdkChatClient",
                SAMPLE, SAMPLE, SAMPLE));

    assertThat(calls)
        .extracting(call -> call.get("caller").textValue())
        .contains(FEATURES)
        .isSubsetOf(FEATURES);
  }
}
