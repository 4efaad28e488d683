package ai.holysheep.agent.tests.program;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.util.Iterator;

/** OpenAI's SDK over OkHttp. */
final class OpenAiProgram extends Sdk {
  private final OpenAIClient client;

  OpenAiProgram(String url, Transcript out) {
    super(url, out);
    client = OpenAIOkHttpClient.builder().baseUrl(url + "/v1").apiKey("secret").build();
  }

  @Override
  public void run() {
    out.step("create", "200/none", model -> create(params(model, "ok")));
    out.step("async", "200/none", model -> async(params(model, "ok")));
    out.step("stream", "200/none", model -> stream(params(model, "ok")));
    out.step("async-stream", "200/none", model -> asyncStream(params(model, "ok")));
    out.step(
        "repeated", "429/rate_limit 200/none", model -> create(params(model, "rate-limit-once")));
    out.step(
        "repeated-async",
        "429/rate_limit 200/none",
        model -> async(params(model, "rate-limit-once")));
    out.step(
        "repeated-stream",
        "429/rate_limit 200/none",
        model -> stream(params(model, "rate-limit-once")));
    out.step(
        "given-up",
        "500/server_error 500/server_error 500/server_error",
        model -> create(params(model, "server-error")));
    out.step("refused", "400/client_error", model -> create(params(model, "client-error")));
    out.step("closed-early", "200/cancelled", model -> closeEarly(params(model, "slow-body")));
    out.step("last", "200/none", model -> create(params(model, "ok")));
  }

  private static ChatCompletionCreateParams params(String model, String scenario) {
    return ChatCompletionCreateParams.builder()
        .model(model)
        .addUserMessage("Where is my order?")
        .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
        .putAdditionalHeader("X-Fake-Scenario", scenario)
        .build();
  }

  private void create(ChatCompletionCreateParams params) {
    out.value("answer", client.chat().completions().create(params));
  }

  private void async(ChatCompletionCreateParams params) {
    out.value("answer", client.async().chat().completions().create(params).join());
  }

  private void stream(ChatCompletionCreateParams params) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().forEach(chunk -> out.value("chunk", chunk));
    }
  }

  private void asyncStream(ChatCompletionCreateParams params) {
    client
        .async()
        .chat()
        .completions()
        .createStreaming(params)
        .subscribe(chunk -> out.value("chunk", chunk))
        .onCompleteFuture()
        .join();
  }

  private void closeEarly(ChatCompletionCreateParams params) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
      out.value("first", chunks.next());
    }
  }
}
