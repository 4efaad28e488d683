package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExchangeTest {
  private final List<CallRecord> records = new ArrayList<>();
  private final Exchanges exchanges = new Exchanges(Config.load(null), records::add);

  @BeforeEach
  void install() {
    exchanges.install();
  }

  @Test
  void headersWinAndDisagreementIsTold() {
    Exchange exchange = asked("gpt-4.1");
    exchange.answered(200, headers("X-Usage-Input-Tokens", "42", "X-Usage-Output-Tokens", "89"));
    receive(exchange, "{\"usage\":{\"prompt_tokens\":40,\"completion_tokens\":89}}");
    exchange.ended();

    CallRecord record = only();
    assertThat(record.inputTokens).isEqualTo(42);
    assertThat(record.usageMismatch).isTrue();
    assertThat(record.cost).isEqualTo(131 * 8_000_000L);
    assertThat(record.statusCode()).isEqualTo("200");
    assertThat(record.errorType).isEqualTo(ErrorType.NONE);
    assertThat(exchanges.active()).isZero();
  }

  @Test
  void endsOnceWhoeverSaysSo() {
    Exchange exchange = asked("m");
    exchange.answered(200, headers());
    exchange.failed(new IOException("reset"));
    exchange.ended();
    exchange.closed();
    exchange.cancelled();

    assertThat(only().errorType).isEqualTo(ErrorType.NETWORK);
    assertThat(exchanges.active()).isZero();
  }

  @Test
  void aFailureBeforeAnyAnswerKeepsTheModel() {
    Exchange exchange = asked("deepseek-v3.2");
    exchange.failed(new java.net.SocketTimeoutException());

    assertThat(only().model).isEqualTo("deepseek-v3.2");
    assertThat(only().statusCode()).isEqualTo("timeout");
  }

  @Test
  void aStreamClosedAfterItsLastEventIsNotCancelled() {
    Exchange exchange = asked("m");
    exchange.answered(200, headers());
    receive(exchange, "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n");
    exchange.closed();

    assertThat(only().errorType).isEqualTo(ErrorType.NONE);
    assertThat(only().secondsToFirstToken).isPositive();
    assertThat(only().usageMissing).isTrue();
  }

  @Test
  void aStreamClosedBeforeIsCancelled() {
    Exchange exchange = asked("m");
    exchange.answered(200, headers());
    receive(exchange, "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n");
    exchange.closed();

    assertThat(only().errorType).isEqualTo(ErrorType.CANCELLED);
  }

  @Test
  void aBodyReadBeforeTheAnswerIsToldIsCountedAllTheSame() {
    Exchange exchange = asked("m");
    exchange.receiving();
    receive(exchange, "{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}");
    exchange.ended();
    assertThat(records).isEmpty();
    exchange.answered(200, headers());

    assertThat(only().inputTokens).isEqualTo(1);
  }

  @Test
  void aStatusSpeaksForItselfHoweverTheBodyEnds() {
    Exchange exchange = asked("m");
    exchange.answered(429, headers("Retry-After", "7", "X-Ratelimit-Remaining", "0"));
    exchange.closed();

    assertThat(only().errorType).isEqualTo(ErrorType.RATE_LIMIT);
    assertThat(only().retryAfterSeconds).isEqualTo(7);
    assertThat(only().ratelimitRemaining).isZero();
  }

  @Test
  void anErrorInsideAStreamIsTheOutcome() {
    Exchange exchange = asked("m");
    exchange.answered(200, headers());
    receive(exchange, "data: {\"error\":{\"type\":\"overloaded_error\"}}\n\n");
    exchange.ended();

    assertThat(only().errorType).isEqualTo(ErrorType.SERVER_ERROR);
    assertThat(only().statusCode()).isEqualTo("200");
  }

  @Test
  void anotherModelThanAskedForIsASubstitutionUnlessOnlyDated() {
    Exchange dated = asked("gpt-4.1");
    dated.answered(200, headers("X-Model-Name", "gpt-4.1-2025-04-14"));
    dated.ended();
    Exchange other = asked("gpt-4.1");
    other.answered(200, headers("X-Model-Name", "gpt-4.1-mini"));
    other.ended();

    assertThat(records).extracting(record -> record.substituted).containsExactly(false, true);
  }

  @Test
  void aModelWithoutPriceIsPricedByDefaultAndTold() {
    Exchange exchange = asked("brand-new");
    exchange.answered(200, headers("X-Usage-Input-Tokens", "10", "X-Usage-Output-Tokens", "0"));
    exchange.ended();

    assertThat(only().unpriced).isTrue();
    assertThat(only().cost).isEqualTo(80_000_000L);
  }

  @Test
  void garbledHeadersAreNotBelieved() {
    Exchange exchange = asked("m");
    exchange.answered(
        200,
        headers(
            "X-Usage-Input-Tokens",
            "many",
            "X-Usage-Output-Tokens",
            "-5",
            "X-Cost-Millicents",
            "1e-999999999",
            "X-Ratelimit-Remaining",
            "-1",
            "X-Response-Time-Ms",
            "NaN",
            "Retry-After",
            "soon"));
    receive(exchange, "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}");
    exchange.ended();

    assertThat(only().inputTokens).isEqualTo(3);
    assertThat(only().outputTokens).isEqualTo(4);
    assertThat(only().reportedCost).isEqualTo(-1);
    assertThat(only().ratelimitRemaining).isEqualTo(-1);
    assertThat(only().upstreamSeconds).isEqualTo(-1);
    assertThat(only().retryAfterSeconds).isEqualTo(-1);
  }

  @Test
  void aGeminiPathNamesTheModel() {
    assertThat(Exchanges.modelInPath("/v1beta/models/gemini-2.5-flash:streamGenerateContent"))
        .isEqualTo("gemini-2.5-flash");
    assertThat(Exchanges.modelInPath("/v1/models/gpt-4.1")).isNull();
    assertThat(Exchanges.modelInPath("/v1/chat/completions")).isNull();
  }

  private static Exchange asked(String model) {
    Exchange exchange = Exchanges.start(Client.JDK, "/v1/chat/completions", null, null);
    byte[] body =
        ("{\"messages\":[{\"role\":\"user\"}],\"model\":\"" + model + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sent(body, 0, body.length);
    return exchange;
  }

  private static void receive(Exchange exchange, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.received(body, 0, body.length);
  }

  private static Headers headers(String... pairs) {
    Map<String, String> fields = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return fields::get;
  }

  private CallRecord only() {
    assertThat(records).hasSize(1);
    return records.get(0);
  }
}
