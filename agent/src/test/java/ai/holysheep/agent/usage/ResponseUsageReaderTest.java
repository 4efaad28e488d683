package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
  void anEmptyDeltaIsNotContent() {
    ResponseUsageReader reader =
        read("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n", 7);

    assertThat(reader.hasContent()).isFalse();
    assertThat(reader.isComplete()).isFalse();
  }

  @Test
  void aTotalAboveTheSumIncludesHiddenOutput() {
    ResponseUsageReader reader =
        read("{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":40}}", 9);

    assertTokens(reader, 10, 30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1b2b00f87b22", "5b7b00f87b22", "7b00", "28b52ffd0458", "8b027b22", "1f"})
  void ignoresUnknownEncodings(String hex) {
    byte[] body = HexFormat.of().parseHex(hex);
    for (String encoding : new String[] {"br", "zstd", "gzip, br", "deflate"}) {
      ResponseUsageReader reader = read(body, encoding, 1);
      assertThat(reader.usage()).isNull();
      assertThat(reader.isComplete()).isFalse();
    }
  }

  @Test
  void stopsReadingACompressedBodyThatGrowsTooMuch() throws IOException {
    String spaces = " ".repeat(1_000_000);
    String usage = "{\"usage\":{\"prompt_tokens\":42}}";

    assertThat(read(VendorResponsesTest.gzip(utf8(spaces + usage)), "gzip", 8192).usage().input)
        .as("a gateway can send blanks to keep a connection open")
        .isEqualTo(42);
    long ignored = IgnoredValues.total(IgnoredValues.Source.BODY);
    assertThat(
            read(VendorResponsesTest.gzip(utf8(spaces.repeat(64) + usage)), "gzip", 8192).usage())
        .isNull();
    assertThat(IgnoredValues.total(IgnoredValues.Source.BODY)).isEqualTo(ignored + 1);
  }

  @Test
  void readsBrokenCompressionWithoutAnException() throws IOException {
    byte[] body = VendorResponsesTest.gzip(utf8(CHAT));
    for (int i = 0; i < body.length; i++) {
      byte[] broken = body.clone();
      broken[i] ^= 0x55;
      read(broken, "gzip", 7);
      read(Arrays.copyOf(body, i), "gzip", 7);
    }
  }

  @Test
  void findsTheUsageAfterAnyFiller() {
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
      assertThat(read(body, 8192).usage().input).isEqualTo(1);
      assertThat(read("data: " + body + "\n\n", 100).usage().input).isEqualTo(1);
    }
  }

  @Test
  void readsInvalidUtf8() {
    byte[] body = utf8("{\"a\":\"??\",\"model\":\"??\",\"usage\":{\"prompt_tokens\":1}}");
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == '?' ? (byte) 0xFF : body[i];
    }
    assertThat(read(body, null, 3).usage().input).isEqualTo(1);
    assertThat(read(body, null, 3).model()).isEqualTo("\uFFFD\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "10e-1", "0.01e2", "1000000000000", "0", "-0", "1e12"})
  void acceptsEveryNotationOfAWholeNumber(String number) {
    assertThat(read("{\"usage\":{\"prompt_tokens\":" + number + "}}", 2).usage().input)
        .isEqualTo(new BigDecimal(number).longValueExact());
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
  void ignoresAndCountsValuesThatAreNotAPlausibleCount(String value) {
    long ignored = IgnoredValues.total(IgnoredValues.Source.BODY);
    ResponseUsageReader reader =
        read("{\"usage\":{\"prompt_tokens\":" + value + ",\"completion_tokens\":2}}", 2);
    assertThat(reader.usage().input).isEqualTo(-1);
    assertThat(reader.usage().output).isEqualTo(2);
    assertThat(IgnoredValues.total(IgnoredValues.Source.BODY)).isEqualTo(ignored + 1);
  }

  @Test
  void aTotalBelowTheSumIsIgnored() {
    ResponseUsageReader reader =
        read("{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":12}}", 9);

    assertThat(reader.usage().output).isEqualTo(5);
  }

  @Test
  void readsDeepNestingLongNumbersAndInvalidJson() {
    String deep =
        "{\"a\":"
            + "[".repeat(1_000_000)
            + "]".repeat(1_000_000)
            + ",\"usage\":{\"prompt_tokens\":1}}";
    assertTokens(read(deep, 8192), 1, -1);
    assertThat(read("[".repeat(1_000_000), 8192).usage()).isNull();
    assertThat(read("}}]],,::\"\\", 1).usage()).isNull();
    assertThat(read("{\"usage\":{\"prompt_tokens\":" + "9".repeat(100_000) + "}}", 8192).usage())
        .isNull();
    assertThat(
            read(
                    "{\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":\"3\",\"total_tokens\":1e99}}",
                    1)
                .usage())
        .isNull();
  }

  @Test
  void ofEqualKeysTheLastCounts() {
    ResponseUsageReader reader =
        read("{\"usage\":{\"prompt_tokens\":1},\"usage\":{\"prompt_tokens\":2}}", 4);

    assertTokens(reader, 2, -1);
  }

  @Test
  void readsReadOnlyBuffersAndCanBeReset() {
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

  private static ResponseUsageReader read(String body, int pieceSize) {
    return read(utf8(body), null, pieceSize);
  }

  private static ResponseUsageReader read(byte[] body, String contentEncoding, int pieceSize) {
    ResponseUsageReader reader = new ResponseUsageReader();
    reader.setContentEncoding(contentEncoding);
    ReaderResult.feed(reader, body, pieceSize);
    return reader;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertTokens(ResponseUsageReader reader, long input, long output) {
    long[] noDetails = new long[TokenDetail.SIZE];
    Arrays.fill(noDetails, -1);
    assertThat(reader.usage())
        .usingRecursiveComparison()
        .isEqualTo(new Usage(input, output, noDetails));
  }
}
