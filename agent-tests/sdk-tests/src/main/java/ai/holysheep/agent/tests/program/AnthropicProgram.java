package ai.holysheep.agent.tests.program;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.util.Iterator;

/** Anthropic's SDK over OkHttp. */
final class AnthropicProgram extends Sdk {
  private final AnthropicClient client;

  AnthropicProgram(String url, Transcript out) {
    super(url, out);
    client = AnthropicOkHttpClient.builder().baseUrl(url).apiKey("secret").build();
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
    // The gateway says Retry-After: 0, so OkHttp repeats each of the SDK's three attempts.
    out.step(
        "given-up",
        "503/server_error 503/server_error 503/server_error"
            + " 503/server_error 503/server_error 503/server_error",
        model -> create(params(model, "overloaded")));
    out.step("refused", "400/client_error", model -> create(params(model, "client-error")));
    out.step("closed-early", "200/cancelled", model -> closeEarly(params(model, "slow-body")));
    out.step("last", "200/none", model -> create(params(model, "ok")));
  }

  private static MessageCreateParams params(String model, String scenario) {
    return MessageCreateParams.builder()
        .model(model)
        .maxTokens(1000)
        .addUserMessage("Where is my order?")
        .putAdditionalHeader("X-Fake-Scenario", scenario)
        .build();
  }

  private void create(MessageCreateParams params) {
    out.value("answer", client.messages().create(params));
  }

  private void async(MessageCreateParams params) {
    out.value("answer", client.async().messages().create(params).join());
  }

  private void stream(MessageCreateParams params) {
    try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
      stream.stream().forEach(event -> out.value("event", event));
    }
  }

  private void asyncStream(MessageCreateParams params) {
    client
        .async()
        .messages()
        .createStreaming(params)
        .subscribe(event -> out.value("event", event))
        .onCompleteFuture()
        .join();
  }

  private void closeEarly(MessageCreateParams params) {
    try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
      Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
      out.value("first", events.next());
    }
  }
}
