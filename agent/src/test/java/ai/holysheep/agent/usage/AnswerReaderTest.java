package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final String CHAT =
      """
      {"id":"c1","model":"gpt-4.1-2025-04-14","choices":[{"index":0,"message":{"role":"assistant",
       "content":"say \\"usage\\": {\\"prompt_tokens\\": 7} \\u00e9 안녕"},"finish_reason":"length"}],
       "nested":{"usage":{"prompt_tokens":666}},
       "\\u0075sage":{"prompt_tokens":42,"completion_tokens":89,"total_tokens":131,
         "prompt_tokens_details":{"cached_tokens":10,"audio_tokens":1},
         "completion_tokens_details":{"reasoning_tokens":20,"audio_tokens":2}}}
      """;

  private static final String STREAM =
      """
      : comment

      data: {"choices":[{"delta":{"role":"assistant","content":""}}],"usage":null}

      data: {"model":"gpt-4.1","choices":[{"delta":{"content":"Hi"}}],"usage":null}

      data: {"choices":[],
      data: "usage":{"prompt_tokens":5,"completion_tokens":7}}

      data: [DONE]

      """;

  private static final String ANTHROPIC =
      """
      event: message_start
      data: {"type":"message_start","message":{"model":"claude-sonnet-4-5","usage":{"input_tokens":3,"cache_read_input_tokens":10,"cache_creation_input_tokens":20,"output_tokens":1}}}

      event: ping
      data: {"type": "ping"}

      event: content_block_delta
      data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"Hello"}}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"max_tokens"},"usage":{"output_tokens":15}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100, 100_000})
  void readsAChatCompletionInPiecesOfAnySize(int size) {
    AnswerReader reader = fed(CHAT, size);

    assertThat(reader.streamed()).isFalse();
    assertThat(reader.complete()).isTrue();
    assertThat(reader.truncated()).isTrue();
    assertThat(reader.model()).isEqualTo("gpt-4.1-2025-04-14");
    assertThat(reader.usage())
        .usingRecursiveComparison()
        .isEqualTo(figures(42, 89, 10, -1, 20, 1, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void readsAStreamWithAnyLineEnd(String lineEnd) {
    for (int size : new int[] {1, 2, 3, 5, 100, 100_000}) {
      AnswerReader reader = fed(STREAM.replace("\n", lineEnd), size);

      assertThat(reader.streamed()).isTrue();
      assertThat(reader.complete()).isTrue();
      assertThat(reader.content()).isTrue();
      assertThat(reader.model()).isEqualTo("gpt-4.1");
      assertThat(reader.usage())
          .usingRecursiveComparison()
          .isEqualTo(figures(5, 7, -1, -1, -1, -1, -1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100, 100_000})
  void mergesAnthropicsRunningTotals(int size) {
    AnswerReader reader = fed(ANTHROPIC, size);

    assertThat(reader.complete()).isTrue();
    assertThat(reader.truncated()).isTrue();
    assertThat(reader.model()).isEqualTo("claude-sonnet-4-5");
    assertThat(reader.usage())
        .usingRecursiveComparison()
        .isEqualTo(figures(33, 15, 10, 20, -1, -1, -1));
  }

  @Test
  void anEmptyFirstDeltaIsNoContent() {
    AnswerReader reader =
        fed("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n", 7);

    assertThat(reader.content()).isFalse();
    assertThat(reader.complete()).isFalse();
  }

  @Test
  void readsTheResponsesProtocol() {
    AnswerReader reader =
        fed(
            "data: {\"type\":\"response.output_text.delta\",\"delta\":\"Hi\"}\n\n"
                + "data: {\"type\":\"response.incomplete\",\"response\":{\"model\":\"gpt-5\","
                + "\"incomplete_details\":{\"reason\":\"max_output_tokens\"},\"usage\":{\"input_tokens\":36,"
                + "\"input_tokens_details\":{\"cached_tokens\":6},\"output_tokens\":87,"
                + "\"output_tokens_details\":{\"reasoning_tokens\":9},\"total_tokens\":123}}}\n\n",
            3);

    assertThat(reader.content()).isTrue();
    assertThat(reader.truncated()).isTrue();
    assertThat(reader.complete()).isTrue();
    assertThat(reader.usage())
        .usingRecursiveComparison()
        .isEqualTo(figures(36, 87, 6, -1, 9, -1, -1));
  }

  @Test
  void theLastOfGeminisFiguresStands() {
    AnswerReader reader =
        fed(
            "[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}],\"usageMetadata\":{\"promptTokenCount\":4}},\n"
                + "{\"usageMetadata\":{\"promptTokenCount\":4,\"toolUsePromptTokenCount\":2,\"cachedContentTokenCount\":1,"
                + "\"candidatesTokenCount\":10,\"thoughtsTokenCount\":5},\"modelVersion\":\"gemini-2.5-flash\"}]",
            3);

    assertThat(reader.model()).isEqualTo("gemini-2.5-flash");
    assertThat(reader.usage())
        .usingRecursiveComparison()
        .isEqualTo(figures(6, 15, 1, -1, 5, -1, -1));
  }

  @Test
  void aTotalAboveTheSumIsHiddenOutput() {
    AnswerReader reader =
        fed("{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":40}}", 9);

    assertThat(reader.usage())
        .usingRecursiveComparison()
        .isEqualTo(figures(10, 30, -1, -1, -1, -1, -1));
  }

  @Test
  void readsGzipOfSeveralMembersZlibAndRawDeflate() throws IOException {
    byte[] plain = CHAT.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip(plain, 0, 100));
    members.write(gzip(plain, 100, plain.length - 100));
    for (int size : new int[] {1, 2, 3, 5, 100, 100_000}) {
      assertThat(decoded(members.toByteArray(), null, size)).isEqualTo(42);
      assertThat(decoded(deflated(plain, false), "deflate", size)).isEqualTo(42);
      assertThat(decoded(deflated(plain, true), "deflate", size)).isEqualTo(42);
      assertThat(decoded(plain, "gzip", size)).as("decoded already").isEqualTo(42);
    }
  }

  @Test
  void leavesEncodingsItDoesNotKnow() {
    assertThat(decodedUsage(new byte[] {(byte) 0x8b, 2, 0x7b, 0x22}, "br", 1)).isNull();
  }

  @Test
  void nestingLongNumbersAndGarbageCostNothing() {
    String deep =
        "{\"a\":"
            + "[".repeat(1_000_000)
            + "]".repeat(1_000_000)
            + ",\"usage\":{\"prompt_tokens\":1}}";
    assertThat(fed(deep, 8192).usage())
        .usingRecursiveComparison()
        .isEqualTo(figures(1, -1, -1, -1, -1, -1, -1));
    assertThat(fed("[".repeat(1_000_000), 8192).usage()).isNull();
    assertThat(fed("}}]],,::\"\\", 1).usage()).isNull();
    assertThat(fed("{\"usage\":{\"prompt_tokens\":" + "9".repeat(100_000) + "}}", 8192).usage())
        .isNull();
    assertThat(
            fed(
                    "{\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":\"3\",\"total_tokens\":1e99}}",
                    1)
                .usage())
        .isNull();
  }

  @Test
  void duplicatedKeysAreReadAsParsersDoTheLastStands() {
    AnswerReader reader =
        fed("{\"usage\":{\"prompt_tokens\":1},\"usage\":{\"prompt_tokens\":2}}", 4);

    assertThat(reader.usage())
        .usingRecursiveComparison()
        .isEqualTo(figures(2, -1, -1, -1, -1, -1, -1));
  }

  @Test
  void tellsTheErrorInsideAStream() {
    AnswerReader reader =
        fed(
            "data: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"x\"}}\n\n",
            11);

    assertThat(reader.error(false).code()).isEqualTo("overloaded_error");
  }

  @Test
  void canBeReadFromReadOnlyBuffersAndUsedAgain() {
    AnswerReader reader = new AnswerReader();
    ByteBuffer buffer = ByteBuffer.wrap(CHAT.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    reader.accept(buffer);
    assertThat(buffer.position()).isZero();
    assertThat(reader.usage()).isNotNull();

    reader.reset();

    assertThat(reader.usage()).isNull();
    assertThat(reader.model()).isNull();
    assertThat(reader.complete()).isFalse();
  }

  private static AnswerReader fed(String text, int size) {
    return fed(text.getBytes(StandardCharsets.UTF_8), null, size);
  }

  private static AnswerReader fed(byte[] bytes, String encoding, int size) {
    AnswerReader reader = new AnswerReader();
    reader.encoding(encoding);
    for (int i = 0; i < bytes.length; i += size) {
      reader.accept(bytes, i, Math.min(size, bytes.length - i));
    }
    return reader;
  }

  private static Usage decodedUsage(byte[] bytes, String encoding, int size) {
    return fed(bytes, encoding, size).usage();
  }

  private static long decoded(byte[] bytes, String encoding, int size) {
    return decodedUsage(bytes, encoding, size).input;
  }

  private static Usage figures(
      long input,
      long output,
      long cached,
      long cacheWrite,
      long reasoning,
      long audioIn,
      long audioOut) {
    long[] counts = new long[Field.SIZE];
    java.util.Arrays.fill(counts, -1);
    counts[Field.PROMPT_TOKENS.ordinal()] = input;
    counts[Field.COMPLETION_TOKENS.ordinal()] = output;
    counts[Field.CACHED_TOKENS.ordinal()] = cached;
    counts[Field.CACHE_WRITE_TOKENS.ordinal()] = cacheWrite;
    counts[Field.REASONING_TOKENS.ordinal()] = reasoning;
    counts[Field.AUDIO_INPUT_TOKENS.ordinal()] = audioIn;
    counts[Field.AUDIO_OUTPUT_TOKENS.ordinal()] = audioOut;
    return new Usage(counts);
  }

  private static byte[] gzip(byte[] bytes, int offset, int length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes, offset, length);
    }
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] bytes, boolean raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, new Deflater(6, raw))) {
      deflate.write(bytes);
    }
    return out.toByteArray();
  }
}
