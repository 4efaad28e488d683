package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WasteRulesTest {
  /** Of a stream that has not ended yet. */
  private static final String BILLED =
      "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\","
          + "\"model\":\"claude-sonnet-4-5\",\"usage\":{\"input_tokens\":9,"
          + "\"output_tokens\":1}}}\n\n";

  private static final String STOPPED_AT_LIMIT =
      "{\"choices\":[{\"finish_reason\":\"length\"}],"
          + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}";

  private final List<CallRecord> records = new ArrayList<>();

  @BeforeEach
  void install() {
    new Exchanges(Config.load(null), null, records::add).install();
  }

  private Waste waste() {
    assertThat(records).hasSize(1);
    return records.get(0).waste;
  }

  private static Exchange answered(int status, String type, String body) {
    Exchange exchange = Attempts.start("claude-sonnet-4-5");
    exchange.responseHeaders(status, Attempts.headers("Content-Type", type));
    Attempts.receive(exchange, body);
    return exchange;
  }

  @Test
  void anAnswerThatIsCancelledAfterItsUsageIsPaidForInVain() {
    answered(200, "text/event-stream", BILLED).responseBodyClosed();
    assertThat(waste()).isEqualTo(Waste.CANCELLED);
  }

  @Test
  void anAnswerThatATimeOutOrABrokenConnectionEndsIsPaidForInVain() {
    answered(200, "text/event-stream", BILLED).failed(new SocketTimeoutException());
    assertThat(waste()).isEqualTo(Waste.TIMEOUT);
    records.clear();
    answered(200, "text/event-stream", BILLED).failed(new IOException("reset"));
    assertThat(waste()).isEqualTo(Waste.TIMEOUT);
  }

  @Test
  void aTruncatedAnswerIsPaidForInVain() {
    answered(200, "application/json", STOPPED_AT_LIMIT).responseEnd();
    assertThat(waste()).isEqualTo(Waste.TRUNCATED);
  }

  @Test
  void aCallThatNobodyBillsIsNoWaste() {
    answered(200, "text/event-stream", "data: {\"choices\":[]}\n\n").responseBodyClosed();
    answered(200, "text/event-stream", ": nothing\n\n").failed(new SocketTimeoutException());
    answered(400, "application/json", STOPPED_AT_LIMIT).responseEnd();
    answered(200, "application/json", STOPPED_AT_LIMIT.replace("length", "stop")).responseEnd();

    assertThat(records).hasSize(4).allMatch(record -> record.waste == null);
  }

  @Test
  void theEndOfACallCountsBeforeItsTruncation() {
    assertThat(reason(ErrorType.CANCELLED, false, true, null)).isEqualTo(Waste.CANCELLED);
    assertThat(reason(ErrorType.NETWORK, false, true, null)).isEqualTo(Waste.TIMEOUT);
    assertThat(reason(ErrorType.RATE_LIMIT, false, true, null)).isNull();
  }

  private static Waste reason(
      ErrorType error, boolean success, boolean truncated, String fingerprint) {
    return WasteRules.reason(error, success, truncated, fingerprint, 0);
  }

  @Test
  void theSecondWholeAnswerOfARequestWithinAnHourIsADuplicate() {
    String request = "7a57e00000000001";
    assertThat(reason(ErrorType.CANCELLED, false, false, request)).isEqualTo(Waste.CANCELLED);
    assertThat(reason(ErrorType.NONE, true, true, request)).isEqualTo(Waste.TRUNCATED);
    assertThat(reason(ErrorType.NONE, true, false, request)).isNull();
    assertThat(reason(ErrorType.NONE, true, false, request)).isEqualTo(Waste.DUPLICATE);
    long later = TimeUnit.HOURS.toNanos(1) + 1;
    assertThat(WasteRules.reason(ErrorType.NONE, true, false, request, later)).isNull();
    assertThat(reason(ErrorType.NONE, true, false, null)).isNull();
  }

  @Test
  void aFingerprintThatIsNoneIsAnErrorOfTheAgentAndNoWaste() {
    long before = AgentErrors.total(AgentErrors.Stage.EXCHANGE);
    assertThat(reason(ErrorType.NONE, true, false, "none")).isNull();
    assertThat(AgentErrors.total(AgentErrors.Stage.EXCHANGE)).isEqualTo(before + 1);
  }
}
