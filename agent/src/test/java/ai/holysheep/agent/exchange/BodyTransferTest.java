package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.holysheep.agent.config.Config;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BodyTransferTest {
  private static final String CONTENT = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String USAGE =
      "data: {\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":80}}\n\n";
  private static final String END = "data: [DONE]\n\n";
  private static final long LONG_GAP = 2 * BodyTransfer.MIN_CONTENT_NANOS;

  private final List<CallRecord> records = new ArrayList<>();

  @BeforeEach
  void install() {
    install("metrics.streams=true");
  }

  private void install(String options) {
    new Exchanges(Config.load(options), null, records::add).install();
  }

  /** An attempt whose response has begun. */
  private static Exchange begin(String... headers) {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(200, Attempts.headers(headers));
    return exchange;
  }

  private BodyTransfer end(Exchange exchange) {
    exchange.responseEnd();
    return records.get(records.size() - 1).transfer;
  }

  /** Nothing comes for at least this long. */
  private static void letTimePass(long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      Thread.onSpinWait();
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void theRateIsThatFromTheFirstContentToTheLastBytes() {
    Exchange exchange = begin();
    Attempts.receive(exchange, "data: {\"id\":\"x\"}\n\n");
    letTimePass(10 * LONG_GAP);
    long start = System.nanoTime();
    Attempts.receive(exchange, CONTENT);
    letTimePass(LONG_GAP);
    Attempts.receive(exchange, USAGE + END);
    double seconds = (System.nanoTime() - start) / 1e9;
    letTimePass(10 * LONG_GAP);

    double rate = end(exchange).outputTokensPerSecond;
    assertThat(rate).isBetween(80 / seconds, 80 / (LONG_GAP / 1e9));
  }

  @Test
  void whatCameInOneReadHasNeitherRateNorGap() {
    Exchange exchange = begin();
    Attempts.receive(exchange, CONTENT + USAGE + END);

    BodyTransfer transfer = end(exchange);
    assertThat(transfer.outputTokensPerSecond).isEqualTo(-1);
    assertThat(transfer.longestGapSeconds).isEqualTo(-1);
  }

  @Test
  void aStreamWithoutUsageHasAGapAndNoRate() {
    Exchange exchange = begin();
    Attempts.receive(exchange, CONTENT);
    letTimePass(LONG_GAP);
    Attempts.receive(exchange, END);

    BodyTransfer transfer = end(exchange);
    assertThat(transfer.outputTokensPerSecond).isEqualTo(-1);
    assertThat(transfer.longestGapSeconds).isGreaterThanOrEqualTo(LONG_GAP / 1e9);
  }

  /** The last count of such a stream can be that of its first event, one token. */
  @Test
  void aStreamThatBreaksOffHasNoRate() {
    for (boolean isCancelled : new boolean[] {true, false}) {
      Exchange exchange = begin();
      Attempts.receive(exchange, USAGE + CONTENT);
      letTimePass(LONG_GAP);
      Attempts.receive(exchange, CONTENT);
      if (isCancelled) {
        exchange.canceled();
      }

      BodyTransfer transfer = end(exchange);
      assertThat(transfer.outputTokensPerSecond).isEqualTo(-1);
      assertThat(transfer.longestGapSeconds).isPositive();
    }
  }

  @Test
  void theTimeBeforeAStreamIsNoGap() {
    Exchange exchange = begin();
    letTimePass(50 * LONG_GAP);
    Attempts.receive(exchange, CONTENT);
    long start = System.nanoTime();
    Attempts.receive(exchange, END);
    double seconds = (System.nanoTime() - start) / 1e9;
    letTimePass(LONG_GAP);

    assertThat(end(exchange).longestGapSeconds).isBetween(0.0, seconds + 0.5);
  }

  @Test
  void readsWithoutBytesAndBytesReadAgainDoNotEndAGap() {
    Exchange exchange = begin();
    exchange.responseBodyMarked();
    Attempts.receive(exchange, CONTENT);
    letTimePass(LONG_GAP / 2);
    exchange.responseBodyReset();
    Attempts.receive(exchange, CONTENT);
    exchange.responseBodyBytes(new byte[0], 0, 0);
    letTimePass(LONG_GAP / 2);
    Attempts.receive(exchange, END);

    BodyTransfer transfer = end(exchange);
    assertThat(transfer.longestGapSeconds).isGreaterThanOrEqualTo(LONG_GAP / 1e9);
    assertThat(transfer.responseBytes).isEqualTo(CONTENT.length() + END.length());
  }

  @Test
  void aResponseThatIsNoStreamHasNeither() {
    Exchange exchange = begin();
    Attempts.receive(exchange, "{\"usage\":{\"prompt_tokens\":1,");
    letTimePass(LONG_GAP);
    Attempts.receive(exchange, "\"completion_tokens\":80}}");

    BodyTransfer transfer = end(exchange);
    assertThat(transfer.outputTokensPerSecond).isEqualTo(-1);
    assertThat(transfer.longestGapSeconds).isEqualTo(-1);
  }

  @Test
  void withoutTheOptionNothingIsMeasuredButTheBytes() {
    install("");
    Exchange exchange = begin();
    Attempts.receive(exchange, CONTENT);
    letTimePass(LONG_GAP);
    Attempts.receive(exchange, USAGE + END);

    BodyTransfer transfer = end(exchange);
    assertThat(transfer.outputTokensPerSecond).isEqualTo(-1);
    assertThat(transfer.longestGapSeconds).isEqualTo(-1);
    assertThat(transfer.responseBytes).isEqualTo(CONTENT.length() + USAGE.length() + END.length());
  }

  @Test
  void bytesCountAsTheyPassAlsoIfNobodyCanReadThem() throws IOException {
    byte[] compressed = gzip(CONTENT.repeat(1000));
    Exchange readable = begin("Content-Encoding", "gzip");
    readable.responseBodyBytes(ByteBuffer.wrap(compressed));
    Exchange unreadable = begin("Content-Encoding", "br");
    unreadable.responseBodyBytes(compressed, 0, compressed.length);
    unreadable.responseBodySkipped(1000);

    assertThat(end(readable).responseBytes).isEqualTo(compressed.length);
    assertThat(end(unreadable).responseBytes).isEqualTo(compressed.length + 1000);
  }

  @Test
  void whatPassedBeforeAFailureCounts() {
    Exchange exchange = begin("Content-Length", "1000");
    Attempts.receive(exchange, "{\"id\":");
    exchange.responseFailed(new IOException("reset"));

    assertThat(end(exchange).responseBytes).isEqualTo(6);
  }

  @Test
  void aBodyThatIsSentTwiceCountsTwice() {
    byte[] body = "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8);
    Exchange exchange = Exchanges.start("okhttp", "/v1", null, null);
    for (int i = 0; i < 2; i++) {
      exchange.requestBodyStart();
      exchange.requestBodyBytes(body, 0, body.length);
      exchange.requestBodyBytes(ByteBuffer.wrap(new byte[7]));
      exchange.responseBodyStart();
      exchange.responseHeaders(i == 0 ? 407 : 200, Attempts.headers());
      Attempts.receive(exchange, "{}");
    }

    BodyTransfer transfer = end(exchange);
    assertThat(transfer.requestBytes).isEqualTo(2L * (body.length + 7));
    assertThat(transfer.responseBytes).isEqualTo(4);
  }

  @Test
  void aGapIsExact() {
    StreamTimes times = new StreamTimes();
    times.bytes(Long.MAX_VALUE - 5);
    assertThat(times.longestGapNanos()).isEqualTo(-1);
    times.bytes(Long.MAX_VALUE);
    times.bytes(Long.MIN_VALUE + 1);

    assertThat(times.longestGapNanos()).isEqualTo(5);
    assertThat((double) times.lastNanos()).isCloseTo(Long.MIN_VALUE, within(1.0));
  }
}
