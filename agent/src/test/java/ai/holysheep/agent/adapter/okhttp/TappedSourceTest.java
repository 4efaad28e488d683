package ai.holysheep.agent.adapter.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TappedSourceTest {
  private static final String USAGE = "{\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3},";

  private final List<CallRecord> records = new ArrayList<>();

  /** The body is much larger than a buffer that is scanned for its end. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 5000, 8192, 20_000})
  void aBufferThatTakesTheWholeBodyGetsItAndSoDoesTheAttempt(int piece) throws IOException {
    String pad = "x".repeat(300_000);
    String json = USAGE + "\"text\":\"" + pad + "\",\"model\":\"gpt-4.1\"}";
    new Exchanges(Config.load(null), null, records::add).install();
    Exchange exchange = Exchanges.start("okhttp", "/v1/x", null, null);
    exchange.responseHeaders(200, name -> null);

    Source source = new TappedSource(inPieces(json, piece), exchange);
    String whole = Okio.buffer(source).readUtf8();

    assertThat(whole).isEqualTo(json);
    assertThat(records)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.inputTokens).isEqualTo(7);
              assertThat(record.outputTokens).isEqualTo(3);
              assertThat(record.responseModel).isEqualTo("gpt-4.1");
              assertThat(record.errorType.toString()).isEqualToIgnoringCase("none");
            });
  }

  private static Source inPieces(String text, int piece) {
    return new ForwardingSource(new Buffer().writeUtf8(text)) {
      @Override
      public long read(Buffer sink, long byteCount) throws IOException {
        return super.read(sink, Math.min(piece, byteCount));
      }
    };
  }
}
