package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.billing.Endpoint;
import ai.holysheep.agent.pricing.PriceTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallRecordTest {
  private final List<CallRecord> records = new ArrayList<>();

  @BeforeEach
  void install() {
    new Exchanges(Config.load(null), null, records::add).install();
  }

  @Test
  void headersTakePrecedenceOverTheBody() {
    Exchange exchange = Attempts.start("gpt-4.1");
    exchange.responseHeaders(
        200, Attempts.headers("X-Usage-Input-Tokens", "42", "X-Usage-Output-Tokens", "89"));
    Attempts.receive(exchange, "{\"usage\":{\"prompt_tokens\":40,\"completion_tokens\":89}}");
    exchange.responseEnd();

    CallRecord record = onlyRecord();
    assertThat(record.inputTokens).isEqualTo(42);
    assertThat(record.usageMismatch).isTrue();
    assertThat(record.cost(PriceTable.builtIn()).total()).isEqualTo(131 * 8_000_000L);
    assertThat(record.statusCode()).isEqualTo("200");
    assertThat(record.errorType).isEqualTo(ErrorType.NONE);
  }

  @Test
  void anotherModelThanRequestedIsASubstitutionUnlessOnlyTheDateDiffers() {
    Exchange dated = Attempts.start("gpt-4.1");
    dated.responseHeaders(200, Attempts.headers("X-Model-Name", "gpt-4.1-2025-04-14"));
    dated.responseEnd();
    Exchange other = Attempts.start("gpt-4.1");
    other.responseHeaders(200, Attempts.headers("X-Model-Name", "gpt-4.1-mini"));
    other.responseEnd();

    PriceTable prices = PriceTable.builtIn();
    assertThat(records)
        .extracting(record -> record.isSubstituted(prices))
        .containsExactly(false, true);
  }

  @Test
  void knowsWhetherTheRequestNamedTheModel() {
    Exchange inBody = Attempts.start("gpt-4.1");
    inBody.responseHeaders(200, Attempts.headers("X-Model-Name", "gpt-4.1"));
    inBody.responseEnd();
    Exchange inPath = Exchanges.start("okhttp", "/v1beta/models/gemini:embedContent", null, null);
    inPath.failed(new java.io.IOException());
    Exchange inHeader = Exchanges.start("okhttp", "/v1/x", null, null);
    inHeader.responseHeaders(200, Attempts.headers("X-Model-Name", "gpt-4.1"));
    inHeader.responseEnd();
    Exchange inAnswer = Attempts.start("");
    inAnswer.responseHeaders(200, Attempts.headers());
    Attempts.receive(inAnswer, "{\"model\":\"gpt-4.1\"}");
    inAnswer.responseEnd();

    assertThat(records)
        .extracting(record -> record.model + " " + record.isModelRequested())
        .containsExactly("gpt-4.1 true", "gemini true", "gpt-4.1 false", "gpt-4.1 false");
  }

  @Test
  void aModelWithoutPriceHasTheDefaultPrice() {
    Exchange exchange = Attempts.start("brand-new");
    exchange.responseHeaders(
        200, Attempts.headers("X-Usage-Input-Tokens", "10", "X-Usage-Output-Tokens", "0"));
    exchange.responseEnd();

    assertThat(onlyRecord().cost(PriceTable.builtIn()).hasOwnPrice).isFalse();
    assertThat(onlyRecord().cost(PriceTable.builtIn()).total()).isEqualTo(80_000_000L);
  }

  @Test
  void implausibleHeadersAreIgnored() {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(
        200,
        Attempts.headers(
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
    Attempts.receive(exchange, "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}");
    exchange.responseEnd();

    assertThat(onlyRecord().inputTokens).isEqualTo(3);
    assertThat(onlyRecord().outputTokens).isEqualTo(4);
    assertThat(onlyRecord().reportedCost).isEqualTo(-1);
    assertThat(onlyRecord().limits.requestsRemaining).isEqualTo(-1);
    assertThat(onlyRecord().upstreamSeconds).isEqualTo(-1);
    assertThat(onlyRecord().limits.retryAfterSeconds).isEqualTo(-1);
  }

  private CallRecord get(String path, int status, HeaderLookup headers, String body) {
    Exchange exchange = Exchanges.start("okhttp", path, null, null);
    exchange.responseHeaders(status, headers);
    Attempts.receive(exchange, body);
    exchange.responseEnd();
    return records.get(records.size() - 1);
  }

  @Test
  void headersThatRepeatWhatIsNoBillDoNotCount() {
    HeaderLookup headers =
        Attempts.headers(
            "X-Usage-Input-Tokens", "31", "X-Usage-Output-Tokens", "9", "X-Cost-Millicents", "5");
    String usage = "{\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":8}}";
    CallRecord batch = get("/v1/batches/batch_1", 200, headers, usage);
    CallRecord count = get("/v1/messages/count_tokens", 200, headers, "{\"input_tokens\":31}");

    assertThat(batch.inputTokens).isEqualTo(-1);
    assertThat(batch.outputTokens).isEqualTo(-1);
    assertThat(batch.details).isNull();
    assertThat(batch.usageMismatch).isFalse();
    assertThat(batch.cost(PriceTable.builtIn())).isNull();
    assertThat(batch.reportedCost).as("as the gateway sent it").isPositive();
    assertThat(count.inputTokens).as("the gateway's own bill").isEqualTo(31);
  }

  @Test
  void theCustomersNameForAModelStandsBackWhereTheAnswerNamesTheModel() {
    String body = "{\"model\":\"gpt-4o-2024-08-06\",\"usage\":{\"prompt_tokens\":1}}";
    String path = "/openai/deployments/%s/chat/completions?api-version=2024-10-21";
    CallRecord same = get(String.format(path, "gpt-4o"), 200, Attempts.headers(), body);
    CallRecord other = get(String.format(path, "prod-chat"), 200, Attempts.headers(), body);
    CallRecord failed = get(String.format(path, "prod-chat"), 429, Attempts.headers(), "{}");

    assertThat(records)
        .extracting(record -> record.model)
        .containsExactly("gpt-4o-2024-08-06", "gpt-4o-2024-08-06", "prod-chat");
    assertThat(records).noneMatch(record -> record.isSubstituted(PriceTable.builtIn()));
    assertThat(same.endpoint).isEqualTo("/openai/deployments/gpt-4o/chat/completions");
    assertThat(other.inputTokens).isEqualTo(1);
    assertThat(failed.errorType).isEqualTo(ErrorType.RATE_LIMIT);
  }

  @Test
  void theRequestsBodyNamesTheModelBeforeItsPathDoes() {
    Exchange exchange = Exchanges.start("okhttp", "/model/a.b-v1%3A0/converse", null, null);
    byte[] body = "{\"model\":\"in-body\"}".getBytes(StandardCharsets.UTF_8);
    exchange.requestBodyBytes(body, 0, body.length);
    exchange.responseHeaders(200, Attempts.headers());
    exchange.responseEnd();
    get("/model/a.b-v1%3A0/converse", 200, Attempts.headers(), "{}");

    assertThat(records).extracting(record -> record.model).containsExactly("in-body", "a.b-v1:0");
    assertThat(records).allMatch(record -> record.usageMissing);
  }

  @Test
  void aFilesBytesNameNothingButTheErrorOfAFailedCall() {
    String path = "/v1/files/file-1/content";
    String stream =
        "data: {\"model\":\"secret\",\"error\":{\"code\":\"x\"},\"usage\":{\"prompt_tokens\":1},"
            + "\"choices\":[{\"delta\":{\"content\":\"y\"},\"finish_reason\":\"length\"}]}\n\n";
    CallRecord file = get(path, 200, Attempts.headers(), stream);
    CallRecord failed =
        get(path, 404, Attempts.headers(), "{\"error\":{\"code\":\"no_such_file\"}}");

    assertThat(file.model).isEqualTo("unknown");
    assertThat(file.responseModel).isNull();
    assertThat(file.errorType).isEqualTo(ErrorType.NONE);
    assertThat(file.errorCode).isNull();
    assertThat(file.streamed || file.truncated || !file.complete).isFalse();
    assertThat(file.secondsToFirstToken).isEqualTo(-1);
    assertThat(file.inputTokens).isEqualTo(-1);
    assertThat(failed.errorCode).isEqualTo("no_such_file");
  }

  @Test
  void aStreamThatEndsInGoodOrderWithoutItsEndIsIncomplete() {
    String event = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n";
    assertThat(get("/v1/x", 200, Attempts.headers(), event).complete).isFalse();
    assertThat(get("/v1/x", 200, Attempts.headers(), event + "data: [DONE]\n\n").complete).isTrue();
    assertThat(get("/v1/x", 200, Attempts.headers(), "{}").complete).isTrue();
    assertThat(get("/v1/x", 500, Attempts.headers(), event).complete).isTrue();
    assertThat(records.get(0).errorType).isEqualTo(ErrorType.NONE);
    Exchange cut = Exchanges.start("okhttp", "/v1/x", null, null);
    cut.responseHeaders(200, Attempts.headers());
    Attempts.receive(cut, event);
    cut.responseBodyClosed();
    assertThat(records.get(4).complete).as("it was cancelled").isTrue();
  }

  @Test
  void theClockTimeOfTheEndBelongsToItsNanoTime() {
    long before = System.currentTimeMillis();
    long hourAgo = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
    AttemptStart start = new AttemptStart("okhttp", null, false, null, null, hourAgo);
    CallRecord record =
        new CallRecord(
            start, new Traffic(Endpoint.of(null), RequestReading.NONE), ErrorType.NONE, hourAgo);
    long after = System.currentTimeMillis();

    long hour = TimeUnit.HOURS.toMillis(1);
    assertThat(record.endMillis).isBetween(before - hour - 1, after - hour + 1);
    assertThat(record.seconds).isZero();
  }

  private CallRecord onlyRecord() {
    assertThat(records).hasSize(1);
    return records.get(0);
  }
}
