package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.pricing.Cost;
import ai.holysheep.agent.pricing.Cost.Part;
import ai.holysheep.agent.pricing.PriceTable;
import ai.holysheep.agent.pricing.table.OwnFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which calls pay a price for the call itself. */
class RequestFeeTest {
  private static final String USAGE = "{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2}}";

  private final List<CallRecord> records = new ArrayList<>();
  private PriceTable prices;

  @BeforeEach
  void install() throws IOException {
    new Exchanges(Config.load(null), null, records::add).install();
    String json =
        "{'models': {'fee': {'input': 0, 'output': 0, 'request': 0.01},"
            + " 'both': {'input': 1, 'output': 2, 'request': 0.01},"
            + " 'default': {'input': 0, 'output': 0, 'request': 0.01}}}";
    prices = OwnFormat.table(json.replace('\'', '"'));
  }

  private Cost cost(String path, String model, int status, String body) {
    Exchange exchange = Exchanges.start("okhttp", path, null, null);
    byte[] request = ("{\"model\":\"" + model + "\"}").getBytes(StandardCharsets.UTF_8);
    exchange.requestBodyBytes(request, 0, model.isEmpty() ? 0 : request.length);
    exchange.responseHeaders(status, Attempts.headers());
    Attempts.receive(exchange, body);
    exchange.responseEnd();
    return records.get(records.size() - 1).cost(prices);
  }

  private static void assertFee(Cost cost) {
    assertThat(cost).isNotNull();
    assertThat(cost.part(Part.REQUEST)).isEqualTo(10_000_000_000L);
  }

  @Test
  void aSuccessfulCallPaysIt() {
    assertFee(cost("/v1/chat/completions", "both", 200, USAGE));
    assertFee(cost("/v1/rerank", "fee", 200, "{\"results\":[]}"));
    assertFee(cost("/v1/ocr", "fee", 200, "{}"));
    assertFee(cost("/v1/search", "fee", 200, USAGE));
  }

  /** An endpoint whose answers may have no usage is billed for each answer that it gives. */
  @Test
  void aCallWithoutAUsagePaysItOnceWhereAUsageIsOptional() {
    assertFee(cost("/v1/rerank", "fee", 200, "{\"id\":\"r1\",\"results\":[]}"));
    assertFee(cost("/v1/images/generations", "fee", 200, "{\"data\":[]}"));
    assertFee(cost("/v1/audio/speech", "fee", 200, ""));
    assertThat(cost("/v1/audio/speech", "both", 200, "")).isNull();
    assertThat(cost("/v1/rerank", "", 200, "{\"results\":[]}")).isNull();
  }

  @Test
  void anAnswerThatIsSeenTwicePaysItOnce() {
    String answer =
        "{\"id\":\"resp_77\",\"object\":\"response\",\"status\":\"completed\","
            + USAGE.substring(1);
    assertFee(cost("/v1/responses", "fee", 200, answer));
    assertThat(cost("/v1/responses/resp_77", "fee", 200, answer)).isNull();
  }

  @Test
  void aFailedCallPaysItOnlyIfItHasAUsage() {
    assertThat(cost("/v1/rerank", "fee", 429, "{}")).isNull();
    assertThat(cost("/v1/rerank", "fee", 500, "{\"results\":[]}")).isNull();
    assertThat(cost("/v1/rerank", "fee", 200, "{\"error\":{\"code\":\"x\"}}")).isNull();
    assertThat(cost("/v1/chat/completions", "both", 500, "{}")).isNull();
    assertFee(cost("/v1/chat/completions", "both", 500, USAGE));
  }

  @Test
  void withoutAUsageTheCostIsUnknownWhereTokensCostToo() {
    assertThat(cost("/v1/chat/completions", "both", 200, "{}")).isNull();
  }

  @Test
  void whatIsNoCallOfAModelPaysNothing() {
    assertThat(cost("/v1/models", "", 200, "{}")).isNull();
    assertThat(cost("/v1/batches", "fee", 200, "{}")).isNull();
    assertThat(cost("/v1/files", "fee", 200, "{}")).isNull();
    assertThat(cost("/v1/responses/resp_123", "fee", 200, "{\"id\":\"resp_123\"}")).isNull();
    assertThat(cost("/v1/messages/count_tokens", "fee", 200, "{\"input_tokens\":5}")).isNull();
  }
}
