package ai.holysheep.agent.report.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are changed at random; each seed runs for at most a second. */
class CallReaderFuzzTest {
  private static final int LINES = 30_000;
  private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String GOOD =
      "{\"timestamp\":\"2026-11-25T11:55:01.123Z\",\"model\":\"gpt-4.1\",\"response_model\":null,"
          + "\"input_tokens\":42,\"output_tokens\":89,\"total_tokens\":131,"
          + "\"cached_input_tokens\":7,\"cache_write_input_tokens\":5,"
          + "\"cache_write_1h_input_tokens\":3,\"total_cost\":0.001048,"
          + "\"error_type\":\"none\",\"latency_ms\":812.44,\"endpoint\":\"/v1\","
          + "\"caller\":\"com.shop.Chat\"}";

  private static final String[] PIECES = {
    "1e99999999999",
    "1e999999999",
    "1e-999999999",
    "0e999999999",
    "-",
    "-0",
    "9223372036854775807",
    "9223372036854775808",
    "null",
    "true",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"model\":",
    "\"total_cost\":",
    "\"input_tokens\":1,",
    "\0",
    "\u00ff",
    "\ufeff",
    "2026-02-30",
    "Z",
    "T",
    "[".repeat(2000),
    "9".repeat(1500),
    "NaN",
  };

  private static final ObjectMapper REFERENCE =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final CallReader reader = new CallReader(EnumSet.allOf(Field.class));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noLineThrowsAndNoneSpoilsTheNext(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long start = System.nanoTime();
    for (int i = 0; i < LINES && System.nanoTime() - start < MAX_NANOS; i++) {
      byte[] line = changed(random);
      Call call = reader.read(line, 0, line.length);
      if (call != null) {
        assertIsCall(new String(line, StandardCharsets.UTF_8), call);
      }
      assertGoodLineIsRead();
    }
  }

  private void assertGoodLineIsRead() {
    byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
    Call call = reader.read(good, 0, good.length);
    assertThat(call).isNotNull();
    assertThat(call.model()).isEqualTo("gpt-4.1");
    assertThat(call.inputTokens()).isEqualTo(42);
    assertThat(call.costPicodollars()).isEqualTo(1_048_000_000L);
    assertThat(call.latencyMicros()).isEqualTo(812_440);
  }

  /** What is read has to be what another parser finds. */
  private static void assertIsCall(String line, Call call) {
    assertThat(call.inputTokens()).isNotNegative();
    assertThat(call.costPicodollars()).isNotNegative();
    assertThat(call.latencyMicros()).isGreaterThanOrEqualTo(-1);
    assertThat(call.day()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    JsonNode json;
    try {
      json = REFERENCE.readTree(line);
    } catch (Exception duplicateOfAnUnknownKeyOrUnreadableNumber) {
      return;
    }
    assertThat(call.day()).isEqualTo(json.get("timestamp").asText().substring(0, 10));
    assertThat(call.inputTokens()).isEqualTo(json.path("input_tokens").asLong());
    assertThat(call.outputTokens()).isEqualTo(json.path("output_tokens").asLong());
    assertThat(json.path("total_cost").decimalValue().movePointRight(12))
        .isEqualByComparingTo(BigDecimal.valueOf(call.costPicodollars()));
  }

  private static byte[] changed(SplittableRandom random) {
    String line = GOOD;
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String piece = PIECES[random.nextInt(PIECES.length)];
      int from = random.nextInt(line.length());
      int to = Math.min(line.length(), from + random.nextInt(12));
      line = line.substring(0, from) + piece + line.substring(to);
    }
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(3) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }
}
