package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request's body says, by its content type, and when its reader goes back to the pool. */
class RequestBodyTest {
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

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
