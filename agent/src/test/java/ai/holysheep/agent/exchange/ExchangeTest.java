package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.pricing.PriceTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeTest {
  private final List<CallRecord> records = new ArrayList<>();
  private final Exchanges exchanges = new Exchanges(Config.load(null), null, records::add);

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
    assertThat(record.bill(PriceTable.builtIn()).total()).isEqualTo(131 * 8_000_000L);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'error','error':{'type':'overloaded_error'}} | SERVER_ERROR | overloaded_error",
        "{'type':'error','error':{'type':'api_error'}} | SERVER_ERROR | api_error",
        "{'type':'error','error':{'type':'timeout_error'}} | SERVER_ERROR | timeout_error",
        "{'type':'error','error':{'type':'rate_limit_error'}} | RATE_LIMIT | rate_limit_error",
        "{'type':'error','error':{'type':'authentication_error'}} | CLIENT_ERROR |"
            + " authentication_error",
        "{'error':{'type':'server_error','code':null}} | SERVER_ERROR | server_error",
        "{'error':{'type':'tokens','code':'rate_limit_exceeded'}} | RATE_LIMIT |"
            + " rate_limit_exceeded",
        "{'error':{'type':'insufficient_quota','code':'insufficient_quota'}} | RATE_LIMIT |"
            + " insufficient_quota",
        "{'error':{'type':'invalid_request_error','code':'context_length_exceeded'}} | CLIENT_ERROR"
            + " | context_length_exceeded",
        "{'error':{'code':502,'message':'x'},'choices':[]} | SERVER_ERROR | 502",
        "{'error':{'code':402,'message':'x'}} | CLIENT_ERROR | 402",
        "{'error':{'code':503,'status':'UNAVAILABLE'}} | SERVER_ERROR | UNAVAILABLE",
        "{'error':{'code':429,'status':'RESOURCE_EXHAUSTED'}} | RATE_LIMIT | RESOURCE_EXHAUSTED",
        "{'error':{'code':400,'status':'INVALID_ARGUMENT'}} | CLIENT_ERROR | INVALID_ARGUMENT",
        "{'error':{'message':'x'}} | SERVER_ERROR | ",
        "{'error':'model crashed'} | SERVER_ERROR | ",
        "{'type':'response.failed','response':{'error':{'code':'invalid_prompt'}}} | CLIENT_ERROR |"
            + " invalid_prompt",
        "{'type':'response.failed','response':{'error':{'code':'rate_limit_exceeded'}}} |"
            + " RATE_LIMIT | rate_limit_exceeded",
        "{'type':'error','code':'server_error','message':'x'} | SERVER_ERROR | server_error",
        "{'object':'error','code':400,'message':'x'} | CLIENT_ERROR | 400"
      })
  void anErrorEventInsideAStreamIsTheOutcomeInEveryVendorsShape(
      String event, ErrorType type, String code) {
    Exchange exchange = asked("m");
    exchange.answered(200, headers());
    receive(exchange, "data: {\"id\":1}\n\ndata: " + event.replace('\'', '"') + "\n\n");
    exchange.closed();

    assertThat(only().errorType).isEqualTo(type);
    assertThat(only().errorCode).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | {'error':{'type':'insufficient_quota','code':'insufficient_quota'}} | RATE_LIMIT |"
            + " insufficient_quota",
        "400 | {'error':{'message':'x','type':'invalid_request_error','code':null}} | CLIENT_ERROR"
            + " | invalid_request_error",
        "529 | {'type':'error','error':{'type':'overloaded_error'}} | SERVER_ERROR |"
            + " overloaded_error",
        "429 | [{'error':{'code':429,'status':'RESOURCE_EXHAUSTED'}}] | RATE_LIMIT |"
            + " RESOURCE_EXHAUSTED",
        "404 | {'code':'not_found','message':'x'} | CLIENT_ERROR | not_found",
        "200 | {'code':'fine'} | NONE | ",
        "200 | {'error':{'code':'server_error'}} | NONE | server_error",
        "500 | Internal Server Error | SERVER_ERROR | "
      })
  void theStatusIsTheOutcomeAndTheBodysCodeIsKept(
      int status, String body, ErrorType type, String code) {
    Exchange exchange = asked("m");
    exchange.answered(status, headers());
    receive(exchange, body.replace('\'', '"'));
    exchange.ended();

    assertThat(only().errorType).isEqualTo(type);
    assertThat(only().errorCode).isEqualTo(code);
  }

  @Test
  void anErrorsCodeIsCut() {
    Exchange exchange = asked("m");
    exchange.answered(400, headers());
    receive(exchange, "{\"error\":{\"code\":\"" + "x".repeat(1000) + "\"}}");
    exchange.ended();

    assertThat(only().errorCode).isEqualTo("x".repeat(64));
  }

  @Test
  void aStreamThatIsCutKeepsWhatItHadReported() {
    Exchange exchange = asked("claude-sonnet-4-5");
    exchange.answered(200, headers());
    receive(
        exchange,
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":"
            + "{\"input_tokens\":25,\"output_tokens\":1}}}\n\n"
            + "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":15");
    exchange.bodyFailed(new IOException("Connection reset"));

    assertThat(only().errorType).isEqualTo(ErrorType.NETWORK);
    assertThat(only().inputTokens).isEqualTo(25);
    assertThat(only().outputTokens).as("15 may be the beginning of 150").isEqualTo(1);
  }

  @Test
  void bytesThatAreReadAgainCountOnce() {
    String body = "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}  ";
    Exchange exchange = asked("m");
    exchange.answered(200, headers("Content-Length", "" + body.length()));
    receive(exchange, body.substring(0, 5));
    exchange.marked();
    receive(exchange, body.substring(5, 30));
    exchange.rewound();
    receive(exchange, body.substring(5, 20));
    exchange.rewound();
    receive(exchange, body.substring(5, 40));
    exchange.closed();

    assertThat(only().inputTokens).isEqualTo(3);
    assertThat(only().errorType).as("it is not all there").isEqualTo(ErrorType.CANCELLED);
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

    assertThat(only().bill(PriceTable.builtIn()).hasOwnPrice).isFalse();
    assertThat(only().bill(PriceTable.builtIn()).total()).isEqualTo(80_000_000L);
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
    assertThat(RequestPath.model("/v1beta/models/gemini-2.5-flash:streamGenerateContent"))
        .isEqualTo("gemini-2.5-flash");
    assertThat(RequestPath.model("/v1/models/gpt-4.1")).isNull();
    assertThat(RequestPath.model("/v1/chat/completions")).isNull();
  }

  private static Exchange asked(String model) {
    Exchange exchange = Exchanges.start("java.net.http", "/v1/chat/completions", null, null);
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
