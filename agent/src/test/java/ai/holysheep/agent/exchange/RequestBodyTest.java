package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.exchange.fingerprint.SecretKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request's body says, by its content type, and when its reader goes back to the pool. */
class RequestBodyTest {
  private static final SecretKey KEY = SecretKey.of(new byte[32]);

  private final RequestBody body = new RequestBody(false, RequestReading.NONE, null);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {'model':'a','model':'b'} | b",
        " | {'model':'a'} | a",
        "application/octet-stream | {'model':'a'} | ",
        "multipart/form-data; boundary=X | --X~Content-Disposition: form-data; name=model~~a~--X-- | a",
        " | --X~Content-Disposition: form-data; name=model~~a~--X-- | a",
        "multipart/form-data; boundary=X | --X~Content-Disposition: form-data; name=model;"
            + " filename=f~~{'model':'a'}~--X-- | "
      })
  void namesTheModel(String type, String text, String model) {
    byte[] bytes = utf8(text.replace('\'', '"').replace("~", "\r\n"));
    body.contentType(type);
    body.start();
    for (byte b : bytes) {
      body.bytes(new byte[] {b}, 0, 1);
    }
    assertThat(body.model()).isEqualTo(model);

    body.contentType(type);
    body.start();
    body.bytes(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    assertThat(body.model()).isEqualTo(model);
    body.release();
  }

  @Test
  void aBodyThatIsSentAgainIsReadAgainByTheSameType() {
    body.contentType("text/csv");
    body.start();
    byte[] half = utf8("{\"model\":\"a");
    body.bytes(half, 0, half.length);
    body.start();
    byte[] whole = utf8("{\"model\":\"b\"}");
    body.bytes(whole, 0, whole.length);

    assertThat(body.model()).isEqualTo("b");
    body.contentType("audio/mpeg");
    body.start();
    body.bytes(whole, 0, whole.length);
    assertThat(body.model()).isNull();
  }

  @Test
  void whatFollowsTheDocumentDoesNotMatter() {
    byte[] first = utf8("{\"model\":\"a\"}");
    byte[] second = utf8("{\"model\":\"b\"}");
    body.bytes(first, 0, first.length);
    body.bytes(second, 0, second.length);

    assertThat(body.model()).isEqualTo("a");
  }

  @Test
  void namesItsUserOnlyIfAsked() {
    byte[] bytes = utf8("{\"model\":\"a\",\"user\":\"u-1\"}");
    body.bytes(bytes, 0, bytes.length);
    assertThat(body.user()).isNull();
    assertThat(body.fingerprint()).isNull();

    RequestBody asked = new RequestBody(false, new RequestReading(true, null), "/v1/x");
    asked.start();
    asked.bytes(bytes, 0, bytes.length - 1);
    assertThat(asked.user()).as("before the document's end").isEqualTo("u-1");
    asked.bytes(bytes, bytes.length - 1, 1);
    assertThat(asked.user()).isEqualTo("u-1");
    asked.release();
    assertThat(asked.user()).isEqualTo("u-1");
    asked.start();
    assertThat(asked.user()).isNull();
  }

  @Test
  void aPooledReaderForgetsThatItWasAsked() {
    byte[] bytes = utf8("{\"user\":\"u-1\"}");
    RequestBody asked = new RequestBody(false, new RequestReading(true, null), null);
    asked.bytes(bytes, 0, bytes.length);
    asked.release();

    body.bytes(bytes, 0, bytes.length - 1);
    assertThat(body.user()).isNull();
    body.release();
  }

  @Test
  void theFingerprintIsThatOfPathAndBytesHoweverTheyAreSent() {
    byte[] bytes = utf8("{\"model\":\"a\",\"messages\":[\"something\"]} and what follows");
    RequestBody sent = fingerprinted("/v1/x");
    assertThat(sent.fingerprint()).as("without a body").isNull();
    sent.bytes(bytes, 0, bytes.length);
    assertThat(sent.fingerprint()).matches("[0-9a-f]{16}");

    RequestBody again = fingerprinted("/v1/x");
    again.bytes(bytes, 0, 20);
    again.start();
    for (byte b : bytes) {
      again.bytes(ByteBuffer.allocateDirect(1).put(0, b));
    }
    again.release();
    assertThat(again.fingerprint()).isEqualTo(sent.fingerprint());

    RequestBody elsewhere = fingerprinted("/v1/y");
    elsewhere.bytes(bytes, 0, bytes.length);
    assertThat(elsewhere.fingerprint()).isNotEqualTo(sent.fingerprint());
    RequestBody part = fingerprinted("/v1/x");
    part.bytes(bytes, 0, bytes.length - 1);
    assertThat(part.fingerprint()).isNotEqualTo(sent.fingerprint());
  }

  @Test
  void aFileHasNeitherUserNorFingerprint() {
    byte[] bytes = utf8("{\"user\":\"u-1\"}");
    RequestBody file = new RequestBody(true, new RequestReading(true, KEY), "/v1/files");
    file.bytes(bytes, 0, bytes.length);
    assertThat(file.user()).isNull();
    assertThat(file.fingerprint()).isNull();
  }

  private static RequestBody fingerprinted(String path) {
    return new RequestBody(false, new RequestReading(false, KEY), path);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
