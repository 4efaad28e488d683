package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.pricing.PriceTable;
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

    assertThat(records).extracting(record -> record.substituted).containsExactly(false, true);
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
        .extracting(record -> record.model + " " + record.modelRequested)
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
    assertThat(onlyRecord().ratelimitRemaining).isEqualTo(-1);
    assertThat(onlyRecord().upstreamSeconds).isEqualTo(-1);
    assertThat(onlyRecord().retryAfterSeconds).isEqualTo(-1);
  }

  @Test
  void theClockTimeOfTheEndBelongsToItsNanoTime() {
    long before = System.currentTimeMillis();
    long hourAgo = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
    AttemptStart start = new AttemptStart("okhttp", null, false, null, null, hourAgo);
    CallRecord record = new CallRecord(start, new Traffic(null), ErrorType.NONE, hourAgo);
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
