package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which error type and code an attempt gets from its status and its body. */
class ResponseErrorTest {
  private final List<CallRecord> records = new ArrayList<>();

  @BeforeEach
  void install() {
    new Exchanges(Config.load(null), null, records::add).install();
  }

  @Test
  void anErrorStatusDecidesHoweverTheBodyEnds() {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(
        429, Attempts.headers("Retry-After", "7", "X-Ratelimit-Remaining", "0"));
    exchange.responseBodyClosed();

    assertThat(onlyRecord().errorType).isEqualTo(ErrorType.RATE_LIMIT);
    assertThat(onlyRecord().limits.retryAfterSeconds).isEqualTo(7);
    assertThat(onlyRecord().limits.requestsRemaining).isZero();
  }

  @Test
  void anErrorEventInsideAStreamDecides() {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(200, Attempts.headers());
    Attempts.receive(exchange, "data: {\"error\":{\"type\":\"overloaded_error\"}}\n\n");
    exchange.responseEnd();

    assertThat(onlyRecord().errorType).isEqualTo(ErrorType.SERVER_ERROR);
    assertThat(onlyRecord().statusCode()).isEqualTo("200");
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
        "{'object':'error','code':400,'message':'x'} | CLIENT_ERROR | 400",
        "{'choices':[{'finish_reason':'error'}]} | SERVER_ERROR | ",
        "{'choices':[{'error':{'code':429}}]} | RATE_LIMIT | 429",
        "{'choices':[{'error':{'code':'429'}}]} | RATE_LIMIT | 429",
        "{'modelStreamErrorException':{'message':'x'}} | SERVER_ERROR | modelStreamErrorException",
        "{'throttlingException':{'message':'x'}} | RATE_LIMIT | throttlingException",
        "{'validationException':{'message':'x'}} | CLIENT_ERROR | validationException",
        "{'success':false,'errors':[{'code':500}]} | SERVER_ERROR | 500",
        "{'error':{'code':0,'message':''},'errors':[]} | CANCELLED | "
      })
  void anErrorEventInsideAStreamDecidesInEveryVendorsShape(
      String event, ErrorType type, String code) {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(200, Attempts.headers());
    Attempts.receive(exchange, "data: {\"id\":1}\n\ndata: " + event.replace('\'', '"') + "\n\n");
    exchange.responseBodyClosed();

    assertThat(onlyRecord().errorType).isEqualTo(type);
    assertThat(onlyRecord().errorCode).isEqualTo(code);
  }

  @Test
  void aStreamOfNothingButAnErrorFails() {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(
        200, Attempts.headers("Content-Type", "text/event-stream; charset=utf-8"));
    Attempts.receive(exchange, "{\"error\":{\"message\":\"gone\",\"code\":502}}\n");
    exchange.responseBodyEnd();

    assertThat(onlyRecord().errorType).isEqualTo(ErrorType.SERVER_ERROR);
    assertThat(onlyRecord().errorCode).isEqualTo("502");
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
        "200 | {'choices':[{'finish_reason':'error'}]} | SERVER_ERROR | ",
        "200 | {'choices':[{'error':{'code':502,'message':'x'}}]} | SERVER_ERROR | 502",
        "200 | {'choices':[{'error':null,'finish_reason':'stop'}],'error':null} | NONE | ",
        "500 | Internal Server Error | SERVER_ERROR | "
      })
  void theStatusDecidesAndTheBodysErrorCodeIsKept(
      int status, String body, ErrorType type, String code) {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(status, Attempts.headers());
    Attempts.receive(exchange, body.replace('\'', '"'));
    exchange.responseEnd();

    assertThat(onlyRecord().errorType).isEqualTo(type);
    assertThat(onlyRecord().errorCode).isEqualTo(code);
  }

  @Test
  void anErrorCodeIsCutTo64Characters() {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(400, Attempts.headers());
    Attempts.receive(exchange, "{\"error\":{\"code\":\"" + "x".repeat(1000) + "\"}}");
    exchange.responseEnd();

    assertThat(onlyRecord().errorCode).isEqualTo("x".repeat(64));
  }

  private CallRecord onlyRecord() {
    assertThat(records).hasSize(1);
    return records.get(0);
  }
}
