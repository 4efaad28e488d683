package ai.holysheep.agent.exchange.billing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.usage.Answer;
import ai.holysheep.agent.usage.Answers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BilledAnswersTest {
  private final BilledAnswers answers = new BilledAnswers();

  private boolean isBill(String path, Answer answer) {
    return answers.isBill(Endpoint.of(path), answer, true);
  }

  private boolean isBillWithoutUsage(String path, Answer answer) {
    return answers.isBill(Endpoint.of(path), answer, false);
  }

  private static Answer response(String status, Boolean background) {
    return Answers.of("resp_1", "response", status, background);
  }

  @Test
  void aResponseThatItsOwnCallGotIsNotBilledAgain() {
    assertThat(isBill("/v1/responses", response("completed", null))).isTrue();
    assertThat(isBill("/v1/responses/resp_1", response("completed", null))).isFalse();
    assertThat(isBill("/v1/responses/resp_1", response("completed", null))).isFalse();
  }

  @Test
  void aForegroundResponseOfAnotherJvmIsNotBilled() {
    assertThat(isBill("/v1/responses/resp_1", response("completed", false))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true", "null"})
  void aBackgroundResponseIsBilledWhenItIsFirstSeenComplete(String background) {
    Boolean flag = background.equals("null") ? null : Boolean.TRUE;
    assertThat(isBillWithoutUsage("/v1/responses", response("queued", flag))).isFalse();
    assertThat(isBillWithoutUsage("/v1/responses/resp_1", response("in_progress", flag))).isFalse();
    assertThat(isBill("/v1/responses/resp_1", response("completed", flag))).isTrue();
    assertThat(isBill("/v1/responses/resp_1", response("completed", flag))).isFalse();
    assertThat(isBill("/v1/responses/resp_1/cancel", response("completed", flag))).isFalse();
  }

  @Test
  void zerosOfAQueuedResponseAreNotItsBill() {
    assertThat(isBill("/v1/responses", response("queued", true))).isFalse();
    assertThat(isBill("/v1/responses/resp_1", response("in_progress", true))).isFalse();
    assertThat(isBill("/v1/responses/resp_1", response("completed", true))).isTrue();
  }

  @Test
  void aForegroundResponseWhoseStreamBrokeOffIsBilledWhenItIsFetched() {
    assertThat(isBillWithoutUsage("/v1/responses", response("in_progress", false))).isFalse();
    assertThat(isBill("/v1/responses/resp_1", response("completed", false))).isTrue();
    assertThat(isBill("/v1/responses/resp_1", response("completed", false))).isFalse();
  }

  @Test
  void aBackgroundStreamThatIsResumedIsBilledOnce() {
    assertThat(isBillWithoutUsage("/v1/responses", response("in_progress", true))).isFalse();
    String resumed = "/v1/responses/resp_1?stream=true&starting_after=7";
    assertThat(isBill(resumed, response("completed", true))).isTrue();
    assertThat(isBill(resumed, response("completed", true))).isFalse();
  }

  @Test
  void aRunIsBilledWhenItIsFirstSeenComplete() {
    Answer running = Answers.of("run_1", "thread.run", "in_progress", null);
    Answer done = Answers.of("run_1", "thread.run", "completed", null);
    assertThat(isBillWithoutUsage("/v1/threads/thread_1/runs", running)).isFalse();
    assertThat(isBill("/v1/threads/thread_1/runs/run_1", done)).isTrue();
    assertThat(isBill("/v1/threads/thread_1/runs/run_1", done)).isFalse();
    assertThat(isBill("/v1/threads/thread_1/runs/run_1/submit_tool_outputs", done)).isFalse();
  }

  @Test
  void aRunThatWasStreamedIsNotBilledAgain() {
    Answer done = Answers.of("run_1", "thread.run", "completed", null);
    assertThat(isBill("/v1/threads/runs", done)).isTrue();
    assertThat(isBill("/v1/threads/thread_1/runs/run_1", done)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions/chatcmpl-1",
        "/unknown/api/chatcmpl-1",
      })
  void aStoredCompletionIsNeverBilled(String path) {
    assertThat(isBill(path, Answers.of("chatcmpl-1", "chat.completion", null, null))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/v1/chat/completions/stream",
        "/v1/chat/completions/gpt-4o",
        "/sessions/chatcmpl-1/chat/completions",
      })
  void aCompletionThatACallAsksForIsAlwaysBilled(String path) {
    Answer answer = Answers.of("chatcmpl-1", "chat.completion", null, null);
    assertThat(isBill(path, answer)).isTrue();
    assertThat(isBill(path, answer)).as("another call, whose gateway has one id").isTrue();
    assertThat(isBill(path, Answers.of(null, null, null, null))).isTrue();
  }

  @Test
  void anAnswerThatSaysNothingOfItselfIsBilledOnceByItsPath() {
    Answer nothing = Answers.of(null, null, null, null);
    assertThat(isBill("/v1/responses/resp_9", nothing)).isTrue();
    assertThat(isBill("/v1/responses/resp_9", nothing)).isFalse();
    assertThat(isBill("/async/chat/completions/9f2b", nothing)).isTrue();
    assertThat(isBill("/async/chat/completions/9f2b", nothing)).isFalse();
  }

  @Test
  void aGatewayMayHaveIdsOfItsOwnInItsPaths() {
    assertThat(isBill("/v1/responses/gw-77", response("completed", true))).isTrue();
    assertThat(isBill("/v1/responses/gw-77", response("completed", true))).isFalse();
    Answer renamed = Answers.of("resp_2", "response", "completed", true);
    assertThat(isBill("/v1/responses/gw-77", renamed)).isFalse();
  }

  @Test
  void anotherIdInThePathIsNotThatOfTheAnswer() {
    for (String id : new String[] {"answer-1", "answer-2"}) {
      Answer answer = Answers.of(id, "response", "completed", true);
      assertThat(isBill("/accounts/023e105f4ecef8ad9ca31a8372d0c353/x/" + id, answer)).isTrue();
      assertThat(isBill("/accounts/023e105f4ecef8ad9ca31a8372d0c353/x/" + id, answer)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/batches/batch_1", "/v1/batches", "/unknown/x", "/unknown/batch_1"})
  void aBatchIsNeverBilled(String path) {
    assertThat(isBill(path, Answers.of("batch_1", "batch", "completed", null))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages/count_tokens", "/v1/files/file-1/content"})
  void whatIsNoBillByNatureIsNeverBilled(String path) {
    assertThat(isBill(path, Answers.of(null, null, null, null))).isFalse();
  }

  @Test
  void aModerationMayHaveABill() {
    assertThat(isBill("/v1/moderations", Answers.of(null, null, null, null))).isTrue();
  }

  @Test
  void foregroundResponsesTakeNoPlaceFromOthers() {
    isBill("/v1/responses", Answers.of("resp_bg", "response", "completed", null));
    for (int i = 0; i < 100_000; i++) {
      isBill("/v1/responses", Answers.of("resp_" + i, "response", "completed", false));
    }
    Answer shown = Answers.of("resp_bg", "response", "completed", null);
    assertThat(isBill("/v1/responses/resp_bg", shown)).isFalse();
  }
}
