package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseUsageReaderTest {
  private static final String CHAT =
      """
      {"id":"c1","model":"gpt-4.1-2025-04-14","choices":[{"index":0,"message":{"role":"assistant",
       "content":"say \\"usage\\": {\\"prompt_tokens\\": 7} \\u00e9 안녕"},"finish_reason":"length"}],
       "nested":{"usage":{"prompt_tokens":666}},
       "\\u0075sage":{"prompt_tokens":42,"completion_tokens":89,"total_tokens":131,
         "prompt_tokens_details":{"cached_tokens":10,"audio_tokens":1},
         "completion_tokens_details":{"reasoning_tokens":20,"audio_tokens":2}}}
      """;

  @Test
  void anEmptyFirstDeltaIsNoContent() {
    ResponseUsageReader reader =
        fed("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n", 7);

    assertThat(reader.hasContent()).isFalse();
    assertThat(reader.isComplete()).isFalse();
  }

  @Test
  void aTotalAboveTheSumIsHiddenOutput() {
    ResponseUsageReader reader =
        fed("{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":40}}", 9);

    assertThat(reader.usage())
        .usingRecursiveComparison()
        .isEqualTo(figures(10, 30, -1, -1, -1, -1, -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1b2b00f87b22", "5b7b00f87b22", "7b00", "28b52ffd0458", "8b027b22", "1f"})
  void leavesEncodingsItDoesNotKnow(String hex) {
    byte[] body = HexFormat.of().parseHex(hex);
    for (String encoding : new String[] {"br", "zstd", "gzip, br", "deflate"}) {
      ResponseUsageReader reader = fed(body, encoding, 1);
      assertThat(reader.usage()).isNull();
      assertThat(reader.isComplete()).isFalse();
    }
  }

  @Test
  void anAnswerThatGrowsWithoutEndIsNotReadOn() throws IOException {
    String spaces = " ".repeat(1_000_000);
    String usage = "{\"usage\":{\"prompt_tokens\":42}}";

    assertThat(decodedUsage(DialectsTest.gzip(utf8(spaces + usage)), "gzip", 8192).input)
        .as("a gateway may send blanks to keep a connection")
        .isEqualTo(42);
    long ignored = AgentErrors.counted(AgentErrors.Stage.USAGE);
    assertThat(decodedUsage(DialectsTest.gzip(utf8(spaces.repeat(64) + usage)), "gzip", 8192))
        .isNull();
    assertThat(AgentErrors.counted(AgentErrors.Stage.USAGE)).isEqualTo(ignored + 1);
  }

  @Test
  void brokenCompressionLosesWhatFollows() throws IOException {
    byte[] body = DialectsTest.gzip(utf8(CHAT));
    for (int i = 0; i < body.length; i++) {
      byte[] broken = body.clone();
      broken[i] ^= 0x55;
      fed(broken, "gzip", 7);
      fed(java.util.Arrays.copyOf(body, i), "gzip", 7);
    }
  }

  @Test
  void whatIsLongOrNoTextBeforeTheFiguresCostsNothing() {
    for (String filler :
        new String[] {
          "{\"a\":".repeat(1_000_000) + "1" + "}".repeat(1_000_000),
          "[{\"a\":".repeat(500_000) + "[]" + "}]".repeat(500_000),
          "9".repeat(100_000),
          "\"" + "\\\\\\\"\\u0022".repeat(100_000) + "\"",
          "\"\0\u0001\"",
          "{\"" + "k".repeat(100_000) + "\":1}"
        }) {
      String body = "{\"filler\":" + filler + ",\"usage\":{\"prompt_tokens\":1}}";
      assertThat(fed(body, 8192).usage().input).isEqualTo(1);
      assertThat(fed("data: " + body + "\n\n", 100).usage().input).isEqualTo(1);
    }
  }

  @Test
  void bytesThatAreNoUtf8AreNotMinded() {
    byte[] body = utf8("{\"a\":\"??\",\"model\":\"??\",\"usage\":{\"prompt_tokens\":1}}");
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == '?' ? (byte) 0xFF : body[i];
    }
    assertThat(fed(body, null, 3).usage().input).isEqualTo(1);
    assertThat(fed(body, null, 3).model()).isEqualTo("\uFFFD\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "10e-1", "0.01e2", "1000000000000", "0", "-0", "1e12"})
  void believesAnyWayToWriteAWholeNumber(String figure) {
    assertThat(fed("{\"usage\":{\"prompt_tokens\":" + figure + "}}", 2).usage().input)
        .isEqualTo(new java.math.BigDecimal(figure).longValueExact());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1.5",
        "1e13",
        "1e999999999",
        "1000000000001",
        "99999999999999999999",
        "1x",
        "01x",
        "true",
        "\"1\"",
        "[1]",
        "{}",
        "-",
        "NaN",
        "0x10"
      })
  void ignoresWhatIsNoFigureAndCountsThat(String figure) {
    long ignored = AgentErrors.counted(AgentErrors.Stage.USAGE);
    ResponseUsageReader reader =
        fed("{\"usage\":{\"prompt_tokens\":" + figure + ",\"completion_tokens\":2}}", 2);
    assertThat(reader.usage().input).isEqualTo(-1);
    assertThat(reader.usage().output).isEqualTo(2);
    assertThat(AgentErrors.counted(AgentErrors.Stage.USAGE)).isEqualTo(ignored + 1);
  }

  @Test
  void aTotalThatIsLessThanTheSumChangesNothing() {
    ResponseUsageReader reader =
        fed("{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":12}}", 9);

    assertThat(reader.usage().output).isEqualTo(5);
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
    ResponseUsageReader reader =
        fed("{\"usage\":{\"prompt_tokens\":1},\"usage\":{\"prompt_tokens\":2}}", 4);

    assertThat(reader.usage())
        .usingRecursiveComparison()
        .isEqualTo(figures(2, -1, -1, -1, -1, -1, -1));
  }

  @Test
  void canBeReadFromReadOnlyBuffersAndUsedAgain() {
    ResponseUsageReader reader = new ResponseUsageReader();
    ByteBuffer buffer = ByteBuffer.wrap(CHAT.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    reader.accept(buffer);
    assertThat(buffer.position()).isZero();
    assertThat(reader.usage()).isNotNull();

    reader.reset();

    assertThat(reader.usage()).isNull();
    assertThat(reader.model()).isNull();
    assertThat(reader.isComplete()).isFalse();
  }

  private static ResponseUsageReader fed(String text, int size) {
    return fed(text.getBytes(StandardCharsets.UTF_8), null, size);
  }

  private static ResponseUsageReader fed(byte[] bytes, String encoding, int size) {
    ResponseUsageReader reader = new ResponseUsageReader();
    reader.setContentEncoding(encoding);
    for (int i = 0; i < bytes.length; i += size) {
      reader.accept(bytes, i, Math.min(size, bytes.length - i));
    }
    return reader;
  }

  private static Usage decodedUsage(byte[] bytes, String encoding, int size) {
    return fed(bytes, encoding, size).usage();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Usage figures(
      long input,
      long output,
      long cached,
      long cacheWrite,
      long reasoning,
      long audioIn,
      long audioOut) {
    return new Usage(input, output, new long[] {cached, cacheWrite, reasoning, audioIn, audioOut});
  }
}
