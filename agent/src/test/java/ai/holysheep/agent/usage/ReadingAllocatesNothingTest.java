package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes that a reader reads cost no allocation. */
class ReadingAllocatesNothingTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** For a name and a view of a buffer, in a whole response of any length. */
  private static final long A_FEW_BYTES = 2048;

  private static final int TIMES = 10_000;

  private enum Body {
    OPENAI(
        "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"x\\u00e9\"},\"finish_reason\":null}],\"usage\":null}\n\n"),
    GEMINI(
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]}}],\"usageMetadata\":{\"promptTokenCount\":4}}\n\n"),
    ANTHROPIC(
        "event: content_block_delta\r\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}\r\n\r\n"),
    MISTRAL(
        "data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}}]}\n\n"),
    RESPONSES("data: {\"type\":\"response.output_text.delta\",\"delta\":\"x\"}\n\n"),
    RUNS(
        "event: thread.run.in_progress\ndata: {\"id\":\"r\",\"object\":\"thread.run\",\"status\":\"in_progress\",\"delta\":\"x\"}\n\n"),
    BILLED(
        "data: {\"service_tier\":\"Flex\",\"choices\":[{\"delta\":{\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":4,\"cost\":1.25e-05,\"cost_in_usd_ticks\":7,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":0.5},\"server_tool_use\":{\"web_search_requests\":2}}}\n\n"),
    SEARCHES(
        "data: {\"type\":\"response.output_item.done\",\"delta\":\"x\",\"item\":{\"type\":\"web_search_call\",\"status\":\"completed\",\"action\":{\"type\":\"search\"}},\"candidates\":[{\"groundingMetadata\":{\"webSearchQueries\":[\"a\",\"b\"]}}]}\n\n"),
    OLLAMA("{\"model\":\"m\",\"message\":{\"content\":\"x\"},\"done\":false}\n");

    private final byte[] event;

    Body(String event) {
      this.event = event.getBytes(StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void inEventsThatAreCutAnywhere(Body body) {
    ResponseUsageReader reader = new ResponseUsageReader();
    ByteBuffer direct = ByteBuffer.allocateDirect(body.event.length).put(body.event);
    direct.flip();
    feed(reader, body.event, direct);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    feed(reader, body.event, null);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(A_FEW_BYTES);
    assertThat(reader.hasContent()).isTrue();
  }

  private static void feed(ResponseUsageReader reader, byte[] event, ByteBuffer direct) {
    for (int i = 0; i < TIMES; i++) {
      int firstLength = i % event.length;
      reader.accept(event, 0, firstLength);
      reader.accept(event, firstLength, event.length - firstLength);
      if (direct != null) {
        reader.accept(direct);
      }
    }
  }
}
