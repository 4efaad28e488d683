package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an attempt ends, by what has come of its body. */
class BodyEndTest {
  private static final String STREAM =
      "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n";
  private static final String ANTHROPIC_STREAM =
      "event: message_start\ndata: {\"type\":\"message_start\"}\n\n"
          + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
  private static final String EVENT = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n";
  private static final String LAST_EVENT =
      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String TEXT = "Only words. ".repeat(50);

  private final List<CallRecord> records = new ArrayList<>();
  private final Exchanges exchanges = new Exchanges(Config.load(null), null, records::add);

  @BeforeEach
  void install() {
    exchanges.install();
  }

  @AfterEach
  void endedOnce() {
    assertThat(exchanges.active()).isZero();
  }

  private static Exchange answered(String... headers) {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(200, Attempts.headers(headers));
    return exchange;
  }

  private ErrorType outcome() {
    assertThat(records).hasSize(1);
    return records.get(0).errorType;
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, ANTHROPIC_STREAM})
  void aCancellationAfterTheLastEventIsNoFailureAtAnyEnd(String stream) {
    Exchange exchange = answered();
    Attempts.receive(exchange, stream);
    exchange.failed(new CancellationException());

    assertThat(outcome()).isEqualTo(ErrorType.NONE);
  }

  @Test
  void aResetAfterTheLastEventIsAFailure() {
    Exchange exchange = answered();
    Attempts.receive(exchange, STREAM);
    exchange.failed(new IOException("Connection reset"));

    assertThat(outcome()).isEqualTo(ErrorType.NETWORK);
  }

  @Test
  void aBodyIsOverWithTheLastByteOfItsLength() {
    Exchange exchange = answered("Content-Length", "3");
    Attempts.receive(exchange, "{");
    assertThat(records).isEmpty();
    Attempts.receive(exchange, " }");

    assertThat(outcome()).isEqualTo(ErrorType.NONE);
  }

  @ParameterizedTest
  @CsvSource({"gzip, 1", "gzip, 8", "gzip, 20", "deflate, 1", "deflate, 10"})
  void aCompressedBodyThatIsCutShortIsANetworkError(String encoding, int missing)
      throws IOException {
    byte[] whole = compressed(encoding, TEXT);
    Exchange exchange = answered("Content-Encoding", encoding);
    exchange.responseBodyBytes(whole, 0, whole.length - missing);
    exchange.responseBodyEnd();

    assertThat(outcome()).isEqualTo(ErrorType.NETWORK);
  }

  @ParameterizedTest
  @CsvSource({"gzip, 20", "gzip, -1", "gzip, -6", "deflate, 9", "deflate, -2"})
  void aCorruptCompressedBodyIsANetworkErrorHoweverItEnds(String encoding, int position)
      throws IOException {
    byte[] broken = compressed(encoding, TEXT);
    broken[position < 0 ? broken.length + position : position] ^= 0x55;
    Exchange exchange = answered("Content-Encoding", encoding);
    exchange.responseBodyBytes(broken, 0, broken.length);
    exchange.responseBodyClosed();

    assertThat(outcome()).isEqualTo(ErrorType.NETWORK);
  }

  /** Some clients look for nothing behind the end of compressed data. */
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void aCompressedTextThatIsClosedAtItsEndIsComplete(String encoding) throws IOException {
    byte[] whole = compressed(encoding, TEXT);
    Exchange exchange = answered("Content-Encoding", encoding);
    exchange.responseBodyBytes(whole, 0, whole.length);
    exchange.responseBodyClosed();

    assertThat(outcome()).isEqualTo(ErrorType.NONE);
  }

  /** No last event says that these streams are over, but their compressed data does. */
  @ParameterizedTest
  @CsvSource({"gzip, 0, NONE", "deflate, 0, NONE", "gzip, 1, CANCELLED", "deflate, 1, CANCELLED"})
  void aCompressedStreamThatIsClosedAtTheEndOfItsDataIsComplete(
      String encoding, int missing, ErrorType expected) throws IOException {
    byte[] whole = compressed(encoding, EVENT + EVENT);
    Exchange exchange = answered("Content-Encoding", encoding);
    exchange.responseBodyBytes(whole, 0, whole.length - missing);
    exchange.responseBodyClosed();

    assertThat(outcome()).isEqualTo(expected);
  }

  /** A server may send one gzip member for each event: after a member, another one may follow. */
  @ParameterizedTest
  @CsvSource({"false, CANCELLED", "true, NONE"})
  void aStreamOfSeveralGzipMembersIsCompleteWithItsReasonToStop(boolean stopped, ErrorType expected)
      throws IOException {
    Exchange exchange = answered("Content-Encoding", "gzip");
    for (String event : List.of(EVENT, stopped ? LAST_EVENT : EVENT)) {
      byte[] member = compressed("gzip", event);
      exchange.responseBodyBytes(member, 0, member.length);
    }
    exchange.responseBodyClosed();

    assertThat(outcome()).isEqualTo(expected);
  }

  @Test
  void aStreamThatIsClosedWithinItsSecondGzipMemberIsCancelled() throws IOException {
    byte[] member = compressed("gzip", EVENT);
    Exchange exchange = answered("Content-Encoding", "gzip");
    exchange.responseBodyBytes(member, 0, member.length);
    exchange.responseBodyBytes(member, 0, 5);
    exchange.responseBodyClosed();

    assertThat(outcome()).isEqualTo(ErrorType.CANCELLED);
  }

  @ParameterizedTest
  @CsvSource({"0, NONE", "100, CANCELLED"})
  void aBodyThatGrowsTooMuchToBeReadHasAnEnd(int missing, ErrorType expected) throws IOException {
    byte[] swollen = compressed("gzip", " ".repeat(8 << 20) + noise());
    Exchange exchange = answered("Content-Encoding", "gzip");
    exchange.responseBodyBytes(swollen, 0, swollen.length - missing);
    exchange.responseBodyClosed();

    assertThat(outcome()).isEqualTo(expected);
  }

  @Test
  void aPartOfAFileMayEndAnywhere() throws IOException {
    byte[] whole = compressed("gzip", TEXT);
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(206, Attempts.headers());
    exchange.responseBodyBytes(whole, 0, whole.length / 2);
    exchange.responseBodyEnd();

    assertThat(outcome()).isEqualTo(ErrorType.NONE);
  }

  @Test
  void aStreamWhoseCompressedDataNeverEndsIsCompleteAfterItsLastEvent() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GZIPOutputStream gzip = new GZIPOutputStream(bytes, true);
    gzip.write(STREAM.getBytes(StandardCharsets.UTF_8));
    gzip.flush();
    Exchange exchange = answered("Content-Encoding", "gzip");
    exchange.responseBodyBytes(bytes.toByteArray(), 0, bytes.size());
    exchange.responseBodyEnd();

    assertThat(outcome()).isEqualTo(ErrorType.NONE);
  }

  @Test
  void whatAnExecutorRefusesBeforeAnythingIsSentIsNoAttempt() {
    Exchanges.start("test", "/", null, null).failed(new RejectedExecutionException());
    assertThat(records).isEmpty();

    Attempts.start("m").failed(new RejectedExecutionException());
    assertThat(records).hasSize(1);
  }

  /** Deflate cannot make it small. */
  private static String noise() {
    char[] text = new char[1000];
    Random random = new Random(1);
    for (int i = 0; i < text.length; i++) {
      text[i] = (char) (' ' + random.nextInt(90));
    }
    return new String(text);
  }

  private static byte[] compressed(String encoding, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        encoding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Arrays.copyOf(bytes.toByteArray(), bytes.size());
  }
}
