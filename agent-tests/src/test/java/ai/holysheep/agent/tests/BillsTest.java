package ai.holysheep.agent.tests;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An answer is billed once, however often it is shown. Each scenario has a model of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BillsTest {
  private static final String QUEUED =
      """
      {"id":"ID","object":"OBJECT","status":"queued","background":BACKGROUND,"model":"MODEL",
      "error":null,"usage":null}""";
  private static final String COMPLETED =
      """
      {"id":"ID","object":"OBJECT","status":"completed","background":BACKGROUND,"model":"MODEL",
      "error":null,"usage":{"input_tokens":100,"output_tokens":7,"total_tokens":107}}""";
  private static final String STREAM =
      """
      event: response.created
      data: {"type":"response.created","response":RESPONSE}

      event: response.output_text.delta
      data: {"type":"response.output_text.delta","delta":"Yes"}

      """;
  private static final String STREAM_END =
      """
      event: response.completed
      data: {"type":"response.completed","response":RESPONSE}

      """;
  private static final String CHAT =
      """
      {"id":"ID","object":"chat.completion","model":"MODEL","choices":[],
      "usage":{"prompt_tokens":100,"completion_tokens":7,"total_tokens":107}}""";
  private static final String BATCH =
      """
      {"id":"batch_1","object":"batch","status":"completed","model":"batch-model",
      "usage":{"prompt_tokens":0,"input_tokens":31493594,"output_tokens":19786241}}""";

  @TempDir static Path folder;

  private final CannedServer server = new CannedServer();
  private final List<String> requests = new ArrayList<>();
  private Exposition metrics;
  private List<JsonNode> ledger;

  private void request(String request, String response) {
    request(request, 200, response);
  }

  private void request(String request, int status, String response) {
    requests.add(request);
    server.respond(request.split(" ")[1].substring(1), status, response.replace("\n", "\n"));
  }

  /** The text as one line, as vendors send an event's data. */
  private static String filled(
      String text, String id, String object, String model, String background) {
    return text.replace("\n", "")
        .replace("ID", id)
        .replace("OBJECT", object)
        .replace("MODEL", model)
        .replace("BACKGROUND", background);
  }

  private static String response(String text, String id, String model, String background) {
    return filled(text, id, "response", model, background);
  }

  private static String ask(String path, String model) {
    return "POST " + path + " {\"model\":\"" + model + "\",\"input\":\"what\"}";
  }

  private static String run(String text, String id, String model) {
    return filled(text, id, "thread.run", model, "null");
  }

  @BeforeAll
  void run() throws Exception {
    foreground();
    background();
    runs();
    others();
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0,ledger.dir=" + folder));
    List<String> program = new ArrayList<>(List.of(server.url()));
    program.addAll(requests);
    arguments.addAll(ForkedJvm.program("Requests", program.toArray(new String[0])));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      jvm.awaitLine("DONE");
      metrics = jvm.scrapeWhenIdle();
      assertThat(jvm.finish()).isZero();
      ledger = LedgerFiles.read(folder, "").calls;
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void foreground() {
    for (String flag : List.of("false", "null")) {
      String id = "resp_f" + flag;
      String body = response(COMPLETED, id, "foreground-" + flag, flag);
      request(ask("/v1/responses?" + flag, "foreground-" + flag), body);
      request("GET /v1/responses/" + id, body);
      request("GET /v1/responses/" + id + "?again", body);
    }
    request(
        "GET /v1/responses/resp_other",
        response(COMPLETED, "resp_other", "of-another-jvm", "false"));
    String chat = filled(CHAT, "chatcmpl-1", "", "stored", "");
    request(ask("/v1/chat/completions?1", "stored"), chat);
    request("GET /v1/chat/completions/chatcmpl-1", chat);
    request(ask("/v1/chat/completions/chatcmpl-1?metadata", "stored"), chat);
  }

  private void background() {
    request(ask("/v1/responses?polled", "polled"), response(QUEUED, "resp_p", "polled", "true"));
    request("GET /v1/responses/resp_p?1", response(QUEUED, "resp_p", "polled", "true"));
    request("GET*8 /v1/responses/resp_p?2", response(COMPLETED, "resp_p", "polled", "true"));
    request("GET /v1/responses/resp_p?3", response(COMPLETED, "resp_p", "polled", "true"));

    String queued = response(QUEUED, "resp_s", "resumed", "true");
    String completed = response(COMPLETED, "resp_s", "resumed", "true");
    request(ask("/v1/responses?resumed", "resumed"), STREAM.replace("RESPONSE", queued));
    for (int i = 0; i < 2; i++) {
      request(
          "GET /v1/responses/resp_s?stream=true&starting_after=" + i,
          STREAM.replace("RESPONSE", queued) + STREAM_END.replace("RESPONSE", completed));
    }
    request("GET /v1/responses/resp_s", completed);
  }

  private void runs() {
    request(ask("/v1/threads/thread_1/runs", "run"), run(QUEUED, "run_1", "run"));
    request("GET /v1/threads/thread_1/runs/run_1?1", run(QUEUED, "run_1", "run"));
    request("GET /v1/threads/thread_1/runs/run_1?2", run(COMPLETED, "run_1", "run"));
    request("GET /v1/threads/thread_1/runs/run_1?3", run(COMPLETED, "run_1", "run"));
    request(
        "GET /v1/threads/thread_1/runs/run_1/steps/step_1",
        filled(COMPLETED, "step_1", "thread.run.step", "run", "null"));

    String stream =
        "event: thread.run.created\ndata: "
            + run(QUEUED, "run_2", "streamed-run")
            + "\n\nevent: thread.run.step.completed\ndata: "
            + filled(COMPLETED, "step_2", "thread.run.step", "streamed-run", "null")
            + "\n\nevent: thread.run.completed\ndata: "
            + run(COMPLETED, "run_2", "streamed-run")
            + "\n\nevent: done\ndata: [DONE]\n\n";
    request(ask("/v1/threads/runs", "streamed-run"), stream);
    request("GET /v1/threads/thread_1/runs/run_2", run(COMPLETED, "run_2", "streamed-run"));
  }

  private void others() {
    request("GET /v1/batches/batch_1", BATCH);
    request("GET /unknown/batch_1", BATCH);
    request(ask("/v1/messages/count_tokens", "counted"), "{\"input_tokens\":2095}");
    request(
        ask("/v1beta/models/counted:countTokens", "counted"),
        "{\"totalTokens\":31,\"usageMetadata\":{\"promptTokenCount\":31}}");
    request(
        ask("/v1/responses/input_tokens", "counted"),
        "{\"object\":\"response.input_tokens\",\"input_tokens\":11}");
    request(ask("/v1/moderations", "moderation"), "{\"id\":\"modr-1\",\"model\":\"moderation\"}");
    request(ask("/v1/fine_tuning/jobs", "tuned"), "{\"object\":\"fine_tuning.job\"}");
    request(ask("/v1/chat/completions?silent", "silent"), "{\"choices\":[]}");
    request(
        "UPLOAD /v1/files {\"model\":\"Roadster of Mrs Example\"}",
        "{\"id\":\"file-abc\",\"object\":\"file\",\"model\":\"secret-name\",\"status\":\"processed\"}");
    request(
        "POST /v1/files?json {\"model\":\"Coupe of Mr Example\"}",
        "{\"id\":\"file-abc\",\"object\":\"file\",\"status\":\"processed\"}");
    request("GET /v1/files/file-abc/content", filled(CHAT, "x", "", "in-a-file", ""));
    request(
        "GET /v1/files/file-log/content",
        STREAM_END.replace("RESPONSE", response(COMPLETED, "y", "in-a-file", "null")));
    request(
        "GET /v1/files/file-none/content",
        404,
        "{\"error\":{\"code\":\"no_such_file\",\"message\":\"gone\"}}");
  }

  private Map<String, Long> byModel(String name, String label) {
    Map<String, Long> counts = new TreeMap<>();
    metrics
        .counts(name)
        .forEach(
            (labels, count) -> {
              if (labels.contains(label) && count > 0) {
                counts.merge(labels.replaceFirst(".*model=\"([^\"]*)\".*", "$1"), count, Long::sum);
              }
            });
    return counts;
  }

  @Test
  void everyAnswerIsBilledOnce() {
    assertThat(byModel("holysheep_tokens_total", "token_type=\"input\""))
        .containsOnly(
            entry("foreground-false", 100L),
            entry("foreground-null", 100L),
            entry("stored", 100L),
            entry("polled", 100L),
            entry("resumed", 100L),
            entry("run", 100L),
            entry("streamed-run", 100L));
    assertThat(byModel("holysheep_tokens_total", "token_type=\"output\"").values())
        .containsOnly(7L);
  }

  @Test
  void everyCallCounts() {
    assertThat(byModel("holysheep_requests_total", ""))
        .contains(
            entry("foreground-false", 3L),
            entry("of-another-jvm", 1L),
            entry("polled", 11L),
            entry("resumed", 4L),
            entry("run", 5L),
            entry("batch-model", 2L),
            entry("counted", 3L));
    assertThat(
            byModel("holysheep_requests_total", "error_type=\"none\"").values().stream()
                .mapToLong(Long::longValue)
                .sum())
        .isEqualTo(requests.size() + 7 - 1);
  }

  @Test
  void onlyACallThatOughtToHaveAUsageLacksOne() {
    assertThat(byModel("holysheep_usage_missing_total", "")).containsOnly(entry("silent", 1L));
    assertThat(byModel("holysheep_usage_mismatch_total", "")).isEmpty();
  }

  @Test
  void aStreamThatBreaksOffInGoodOrderIsIncomplete() {
    assertThat(byModel("holysheep_incomplete_streams_total", ""))
        .containsOnly(entry("resumed", 1L));
    assertThat(ledger.stream().filter(call -> !call.get("complete").asBoolean()))
        .singleElement()
        .satisfies(call -> assertThat(call.get("error_type").asText()).isEqualTo("none"));
  }

  @Test
  void noWordOfAFileGetsOut() {
    assertThat(metrics.toString())
        .doesNotContain("Example")
        .doesNotContain("secret-name")
        .doesNotContain("in-a-file");
    List<JsonNode> files =
        ledger.stream()
            .filter(call -> call.get("endpoint").asText().contains("/files"))
            .collect(Collectors.toList());
    assertThat(files).hasSize(5).noneMatch(call -> call.toString().contains("Example"));
    assertThat(files).allMatch(call -> call.get("model").asText().equals("unknown"));
    assertThat(files).allMatch(call -> call.get("input_tokens").isNull());
    assertThat(files)
        .extracting(call -> call.get("error_code").asText())
        .containsOnly("null", "no_such_file");
  }

  @Test
  void noEndpointHasAnId() {
    assertThat(ledger)
        .extracting(call -> call.get("endpoint").asText())
        .contains(
            "/v1/responses/{id}",
            "/v1/threads/{id}/runs/{id}",
            "/v1/batches/{id}",
            "/v1/files/{id}/content",
            "/v1beta/models/counted:countTokens")
        .noneMatch(
            endpoint ->
                Arrays.stream(endpoint.split("/"))
                    .anyMatch(word -> word.matches(".*[_-][0-9p].*")));
  }

  @Test
  void theAgentHasNoErrors() {
    assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
  }
}
