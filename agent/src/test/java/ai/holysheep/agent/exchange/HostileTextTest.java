package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an application or a gateway sends: each text of a record is bounded and well-formed. */
class HostileTextTest {
  private static final Map<String, Integer> LIMITS =
      Map.of(
          "client", 32,
          "model", 128,
          "responseModel", 128,
          "errorCode", 64,
          "endpoint", 256,
          "requestId", 128,
          "serviceTier", 64,
          "entry", 256,
          "caller", 256,
          "imageForm", 33);

  /** A record of an attempt in which the text is wherever somebody outside can put it. */
  private static CallRecord record(String hostile) {
    List<CallRecord> records = new ArrayList<>();
    new Exchanges(Config.load(null), null, records::add).install();
    Exchange exchange =
        Exchanges.start("okhttp", "/v1/models/" + hostile + ":embedContent", null, null);
    exchange.responseHeaders(
        400, Attempts.headers("X-Model-Name", hostile, "x-request-id", hostile));
    Attempts.receive(exchange, "{\"error\":{\"code\":\"" + hostile + "\"}}");
    exchange.responseEnd();
    return records.get(0);
  }

  private static Map<String, String> texts(CallRecord record) throws IllegalAccessException {
    Map<String, String> texts = new TreeMap<>();
    for (Field field : CallRecord.class.getFields()) {
      if (field.getType() == String.class) {
        texts.put(field.getName(), (String) field.get(record));
      }
    }
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "a\uDE00b\uD83D", "\uD83D\uDE00", "日本", "x", "\0"})
  void isBoundedAndWellFormed(String part) throws IllegalAccessException {
    for (int offset = 0; offset < 4; offset++) {
      for (int times : new int[] {1, 32, 63, 64, 127, 128, 255, 5_000}) {
        CallRecord record = record("y".repeat(offset) + part.repeat(times));

        texts(record)
            .forEach(
                (name, text) -> {
                  assertThat(LIMITS).as("a limit for each text").containsKey(name);
                  if (text != null) {
                    assertThat(text).as(name).hasSizeLessThanOrEqualTo(LIMITS.get(name));
                    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                    assertThat(new String(utf8, StandardCharsets.UTF_8)).as(name).isEqualTo(text);
                  }
                });
      }
    }
  }

  @Test
  void isKeptIfItIsShortAndGood() {
    CallRecord record = record("llama-\uD83D\uDC11");

    assertThat(record.model).isEqualTo("llama-\uD83D\uDC11");
    assertThat(record.responseModel).isEqualTo("llama-\uD83D\uDC11");
    assertThat(record.requestId).isEqualTo("llama-\uD83D\uDC11");
    assertThat(record.errorCode).isEqualTo("llama-\uD83D\uDC11");
    assertThat(record.endpoint).isEqualTo("/v1/models/llama-\uD83D\uDC11:embedContent");
  }
}
