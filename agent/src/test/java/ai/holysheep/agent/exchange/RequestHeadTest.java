package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @TempDir Path folder;

  /** Header fields by their names; the query has the name {@code ?}. */
  private static final class Fields implements RequestFields<Map<String, String>> {
    @Override
    public String header(Map<String, String> request, String name) {
      String value = request.get(name);
      if ("throw".equals(value)) {
        throw new IllegalStateException(name);
      }
      return value;
    }

    @Override
    public String query(Map<String, String> request) {
      return header(request, "?");
    }
  }

  private static Map<String, String> fields(String... pairs) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return fields;
  }

  private static AttributionOptions options(String options) {
    return new AttemptOptions(Config.load(options)).attribution;
  }

  private static RequestHead read(String options, String... pairs) {
    return RequestHead.read(options(options), new Fields(), fields(pairs));
  }

  private String secret() throws IOException {
    Path file = folder.resolve("secret");
    Files.writeString(file, "a secret of the fleet\n");
    return "attribution.api-key=true,attribution.secret-file=" + file;
  }

  @Test
  void withoutOptionsAHeadSaysNothingOfWhoPays() {
    assertThat(read(null, "X-Team", "cs", "Authorization", "Bearer sk-1", "?", "key=1")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "traceparent, " + PARENT + ", b3, 1111111111111111",
    "traceparent, broken, b3, " + TRACE,
    "x-datadog-trace-id, 1, b3, 1111111111111111",
    "b3, 1111111111111111, X-B3-TraceId, 2222222222222222",
    "X-B3-TraceId, 2222222222222222, X-Team, x",
    "traceparent, throw, b3, " + TRACE,
  })
  void theFirstFieldThatIsValidNamesTheTrace(
      String name, String value, String other, String otherValue) {
    String expected =
        name.equals("traceparent") ? TRACE : value.equals("1") ? "0000000000000001" : value;
    assertThat(read(null, name, value, other, otherValue).trace.traceId).isEqualTo(expected);
  }

  @Test
  void chosenFieldsKeepTheOptionsSpellingAndOrder() {
    RequestHead head =
        read(
            "attribution.headers=X-Tenant;X-Team;X-Missing;X-Empty",
            "x-team",
            "cs",
            "x-tenant",
            " shop ",
            "x-empty",
            " ",
            "x-other",
            "no");

    assertThat(head.headers)
        .containsExactly(Map.entry("X-Tenant", "shop"), Map.entry("X-Team", "cs"));
  }

  @Test
  void valuesAreBoundedWellFormedAndWithoutControlCharacters() {
    String option = "attribution.headers=X-Team";
    assertThat(read(option, "X-Team", "a\n{\u0000\u007f\u0085b}").headers)
        .containsEntry("X-Team", "a{b}");
    assertThat(read(option, "X-Team", "a\ud83db").headers).containsEntry("X-Team", "a\ufffdb");
    assertThat(read(option, "X-Team", "x".repeat(1 << 20)).headers)
        .containsEntry("X-Team", "x".repeat(128));
    assertThat(read(option, "X-Team", "x".repeat(127) + "\ud83d\ude00").headers)
        .containsEntry("X-Team", "x".repeat(127));
  }

  @Test
  void aFieldThatThrowsIsCountedAndMissing() {
    long before = AgentErrors.total(AgentErrors.Stage.EXCHANGE);

    RequestHead head = read("attribution.headers=X-Bad;X-Team", "X-Bad", "throw", "X-Team", "cs");

    assertThat(head.headers).containsExactly(Map.entry("X-Team", "cs"));
    assertThat(AgentErrors.total(AgentErrors.Stage.EXCHANGE)).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer sk-key-1",
    "Authorization, bearer  sk-key-1 ",
    "x-api-key, sk-key-1",
    "api-key, sk-key-1",
    "x-goog-api-key, sk-key-1",
    "?, key=sk-key-1",
    "?, alt=sse&key=sk-key-1&x=y",
  })
  void aKeyHasOneFingerprintWhereverItStands(String name, String value) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("a secret of the fleet".getBytes(StandardCharsets.UTF_8), "x"));
    byte[] code = mac.doFinal("sk-key-1".getBytes(StandardCharsets.UTF_8));
    String expected = String.format("%02x%02x%02x%02x", code[0], code[1], code[2], code[3]);

    assertThat(read(secret(), name, value).apiKey).isEqualTo(expected);
  }

  /** Some SDKs always send the field that they do not use. */
  @ParameterizedTest
  @CsvSource({
    "Authorization, 'Bearer ', api-key, sk-key-1",
    "Authorization, Basic dXNlcjpwYXNz, x-api-key, sk-key-1",
    "x-api-key, ' ', x-goog-api-key, sk-key-1",
    "api-key, '', ?, key=sk-key-1",
  })
  void anEmptyFieldHidesNoKeyOfAnother(String empty, String value, String name, String key)
      throws IOException {
    assertThat(read(secret(), empty, value, name, key).apiKey)
        .isEqualTo(read(secret(), "api-key", "sk-key-1").apiKey);
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Basic dXNlcjpwYXNz",
    "Authorization, Bearer",
    "x-api-key, ' '",
    "?, monkey=1",
    "?, 'a=1&monkey=2'",
    "?, key=",
  })
  void whatIsNoKeyHasNoFingerprint(String name, String value) throws IOException {
    assertThat(read(secret(), name, value)).isNull();
  }

  @Test
  void withoutAFileFingerprintsDifferFromStartToStart() {
    String option = "attribution.api-key=true";
    AttributionOptions start = options(option);
    RequestHead first = RequestHead.read(start, new Fields(), fields("api-key", "1"));
    RequestHead second = RequestHead.read(start, new Fields(), fields("api-key", "1"));

    assertThat(first.apiKey).isEqualTo(second.apiKey).matches("[0-9a-f]{8}");
    assertThat(read(option, "api-key", "1").apiKey).isNotEqualTo(first.apiKey);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "empty", "large", "."})
  void aFileThatCannotBeReadIsReportedAndReplaced(String name) throws IOException {
    Files.writeString(folder.resolve("empty"), "\r\n");
    Files.write(folder.resolve("large"), new byte[65537]);
    long before = AgentErrors.total(AgentErrors.Stage.CONFIG);

    String option = "attribution.api-key=true,attribution.secret-file=" + folder.resolve(name);

    assertThat(read(option, "api-key", "1").apiKey).matches("[0-9a-f]{8}");
    assertThat(AgentErrors.total(AgentErrors.Stage.CONFIG)).isEqualTo(before + 1);
  }
}
