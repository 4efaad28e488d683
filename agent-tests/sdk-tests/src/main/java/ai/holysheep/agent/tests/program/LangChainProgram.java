package ai.holysheep.agent.tests.program;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** LangChain4j over {@code java.net.http}. */
final class LangChainProgram extends Sdk {
  private static final String QUESTION = "Where is my order?";

  LangChainProgram(String url, Transcript out) {
    super(url, out);
  }

  @Override
  public void run() {
    out.step("chat", "200/none", model -> chat(model, "ok"));
    out.step("stream", "200/none", model -> stream(model, "ok"));
    stepOfUnknownRetries(
        "repeated", "429/rate_limit", "200/none", model -> chat(model, "rate-limit-once"));
    out.step("refused", "400/client_error", model -> chat(model, "client-error"));
    out.step("refused-stream", "429/rate_limit", model -> stream(model, "rate-limit"));
    out.step("last", "200/none", model -> chat(model, "ok"));
  }

  private void chat(String model, String scenario) {
    OpenAiChatModel chat =
        OpenAiChatModel.builder()
            .baseUrl(url + "/v1")
            .apiKey("secret")
            .modelName(model)
            .customHeaders(Map.of("X-Fake-Scenario", scenario))
            .build();
    out.value("answer", chat.chat(QUESTION));
  }

  private void stream(String model, String scenario) throws Exception {
    CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
    OpenAiStreamingChatModel.builder()
        .baseUrl(url + "/v1")
        .apiKey("secret")
        .modelName(model)
        .customHeaders(Map.of("X-Fake-Scenario", scenario))
        .build()
        .chat(QUESTION, new Parts(whole));
    ChatResponse answer = whole.get();
    out.value("answer", answer.aiMessage().text() + " " + answer.tokenUsage());
  }

  private final class Parts implements StreamingChatResponseHandler {
    private final CompletableFuture<ChatResponse> whole;

    Parts(CompletableFuture<ChatResponse> whole) {
      this.whole = whole;
    }

    @Override
    public void onPartialResponse(String part) {
      out.value("part", part);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      whole.complete(response);
    }

    @Override
    public void onError(Throwable failure) {
      whole.completeExceptionally(failure);
    }
  }
}
