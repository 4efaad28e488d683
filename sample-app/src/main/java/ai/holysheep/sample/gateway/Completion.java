package ai.holysheep.sample.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The text and the tokens of a response, which it writes in OpenAI's protocol. Immutable. */
final class Completion {
  private static final String[] TEXTS = {
    "Thank you for waiting. Your refund was issued today and will arrive within three working days.",
    "고객님, 주문하신 상품은 오늘 출고되었습니다. 배송 조회 번호를 보내 드렸습니다.",
    "Vielen Dank für Ihre Geduld – die Rücksendung ist für Sie kostenlos.",
    "The answer to \"where is my order\" is: it left our warehouse at 14:05 \u2014 \\o/ \uD83D\uDC11",
  };

  /** USD per million tokens. 1 USD is 100,000 millicents. */
  private static final Map<String, BigDecimal> PRICES = new HashMap<>();

  static {
    PRICES.put("gpt-4.1", new BigDecimal("8.00"));
    PRICES.put("claude-sonnet-4-5", new BigDecimal("15.00"));
    PRICES.put("gemini-2.5-flash", new BigDecimal("2.50"));
    PRICES.put("deepseek-v3.2", new BigDecimal("0.42"));
  }

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  final String model;
  final String id;
  final String text;
  final long inputTokens;
  final long outputTokens;
  final long cachedTokens;
  final long reasoningTokens;

  Completion(Request request, Random random) {
    model = request.model();
    id = "chatcmpl-" + Long.toHexString(random.nextLong());
    text = TEXTS[random.nextInt(TEXTS.length)];
    inputTokens = 8L + request.promptLength() / 4 + random.nextInt(40);
    int reasoning = random.nextInt(20);
    // Anthropic's usage does not count them separately.
    reasoningTokens = request.isAnthropic() ? 0 : reasoning;
    outputTokens = 20L + reasoning + random.nextInt(200);
    cachedTokens = random.nextInt((int) inputTokens);
  }

  String costMillicents() {
    BigDecimal price = PRICES.getOrDefault(model, new BigDecimal("8.00"));
    return price
        .multiply(BigDecimal.valueOf(inputTokens + outputTokens))
        .movePointLeft(1)
        .toPlainString();
  }

  String json(boolean usage) {
    ObjectNode root = head("chat.completion");
    ObjectNode choice = NODES.objectNode().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", text);
    choice.put("finish_reason", "stop");
    root.putArray("choices").add(choice);
    if (usage) {
      root.set("usage", usage());
    }
    return root.toString();
  }

  String[] words() {
    return text.split("(?<= )");
  }

  /**
   * The events of a stream: an empty delta, the words, with {@code usage} the tokens, and the end.
   */
  List<String> events(boolean usage) {
    List<String> events = new ArrayList<>();
    events.add(chunk("", null));
    for (String word : words()) {
      events.add(chunk(word, null));
    }
    events.add(chunk(null, "stop"));
    if (usage) {
      ObjectNode last = head("chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage());
      events.add(event(last.toString()));
    }
    events.add(event("[DONE]"));
    return events;
  }

  private static String event(String data) {
    return "data: " + data + "\n\n";
  }

  private String chunk(@Nullable String content, @Nullable String finishReason) {
    ObjectNode root = head("chat.completion.chunk");
    ObjectNode choice = NODES.objectNode().put("index", 0);
    ObjectNode delta = choice.putObject("delta");
    if (content != null) {
      delta.put("content", content);
    }
    choice.put("finish_reason", finishReason);
    ArrayNode choices = root.putArray("choices");
    choices.add(choice);
    root.putNull("usage");
    return event(root.toString());
  }

  private ObjectNode head(String object) {
    return NODES
        .objectNode()
        .put("id", id)
        .put("object", object)
        .put("created", 1_750_000_000)
        .put("model", model);
  }

  private ObjectNode usage() {
    ObjectNode usage = NODES.objectNode();
    usage.put("prompt_tokens", inputTokens);
    usage.put("completion_tokens", outputTokens);
    usage.put("total_tokens", inputTokens + outputTokens);
    usage.putObject("prompt_tokens_details").put("cached_tokens", cachedTokens);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", reasoningTokens);
    return usage;
  }
}
