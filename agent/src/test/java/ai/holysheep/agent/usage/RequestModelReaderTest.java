package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which model a request names, by its content type. */
class RequestModelReaderTest {
  private static final String FORM = "multipart/form-data; boundary=XB";
  private static final String FILE =
      "--XB\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cars.json\"\r\n"
          + "Content-Type: application/json\r\n\r\n{\"model\":\"Roadster\"}\r\n";
  private static final String MODEL =
      "--XB\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper-1\r\n";
  private static final String END = "--XB--\r\n";
  private static final int MEGABYTE = 1 << 20;

  private final RequestModelReader reader = new RequestModelReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-",
        "",
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON",
        "application/vnd.api+json",
        "text/json",
        "text/plain; charset=utf-8",
        "application/x-www-form-urlencoded"
      })
  void readsJsonOfTheseTypes(String type) {
    assertModel(type, "{\"messages\":[{\"model\":\"x\"}],\"model\":\"m\"}", "m");
    assertModel(type, "\uFEFF \r\n{ \"model\" : \"m\" }\n", "m");
    assertModel(type, "model=m&file={\"model\":\"x\"}", null);
    assertModel(type, "\"model\",\"x\"", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/octet-stream",
        "application/jsonl",
        "application/x-ndjson",
        "application/json-seq",
        "audio/mpeg",
        "image/png",
        "application/pdf",
        "application/gzip",
        "nonsense"
      })
  void readsNothingOfOtherTypes(String type) {
    assertModel(type, "{\"model\":\"m\"}", null);
    assertModel(type, FILE + MODEL + END, null);
    reader.reset();
    reader.setContentType(type);
    assertThat(reader.isDone()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'model':'a','model':'b'} | b",
        "{'model':'a','x':{'model':'c'},'model':'b'} | b",
        "{'model':'a','model':''} | a",
        "{'model':'a'} {'model':'b'} | a",
        "{'model':'a'}xyz{'model':'b'} | a",
        "{'input':['x'],'model':'a' | a",
        "{'input':['x'],'mod | ",
        "{'model':7} | ",
        "{'model':null} | ",
        "{} | "
      })
  void ofEqualKeysTheLastOfTheDocumentCounts(String body, String model) {
    assertModel("application/json", body.replace('\'', '"'), model);
  }

  @Test
  void isDoneWhenTheDocumentIsWhole() {
    String body = "{\"model\":\"m\",\"x\":[1]}";
    byte[] bytes = utf8(body);
    for (int i = 0; i < bytes.length; i++) {
      assertThat(reader.isDone()).isFalse();
      reader.accept(bytes, i, 1);
    }
    assertThat(reader.isDone()).isTrue();
    assertThat(reader.model()).isEqualTo("m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-",
        "multipart/form-data",
        "multipart/form-data; boundary=XB",
        "multipart/form-data;boundary=\"XB\"",
        "multipart/form-data; charset=utf-8; BOUNDARY=XB; x=y",
        "Multipart/Form-Data; boundary=XB"
      })
  void readsTheFieldOfAForm(String type) {
    assertModel(type, FILE + MODEL + END, "whisper-1");
    assertModel(type, MODEL + FILE + END, "whisper-1");
    assertModel(type, FILE + END, null);
    assertModel(type, (FILE + MODEL + END).replace("\r\n", "\n"), "whisper-1");
    assertModel(type, MODEL + MODEL.replace("whisper-1", "whisper-2") + END + MODEL, "whisper-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Disposition: form-data; name=model | m",
        "content-disposition:form-data;name=\"model\" | m",
        "Content-Type: text/plain; charset=utf-8~Content-Disposition: form-data; name=\"model\" | m",
        "Content-Disposition: form-data; name=\"model\"~Content-Type: application/json | m",
        "Content-Disposition: form-data;~ name=\"model\" | m",
        "Content-Disposition: form-data; name=\"model\";~\tfilename=\"x\" | ",
        "Content-Disposition: form-data; name=\"model\"; filename=\"model\" | ",
        "Content-Disposition: form-data; name=\"model\"; filename=\"\" | ",
        "Content-Disposition: form-data; name=\"model\"; filename*=UTF-8''x | ",
        "Content-Disposition: form-data; filename=\"x; name=model\"; name=\"file\" | ",
        "Content-Disposition: form-data; name=\"a\\\"; name=\"; x=\"model\" | ",
        "Content-Disposition: form-data; name=\"a; name=model\" | ",
        "Content-Disposition: form-data; name=\"models\" | ",
        "Content-Disposition: form-data; name=\"model[]\" | ",
        "Content-Disposition: form-data; filename=x | ",
        "Content-Disposition: form-data | ",
        "Content-Disposition: | ",
        "X-Content-Disposition: form-data; name=\"model\" | ",
        "Content-Type: text/plain | "
      })
  void aFieldIsWhatItsHeaderSays(String header, String model) {
    String part = "--XB\r\n" + header.replace("~", "\r\n") + "\r\n\r\nm\r\n";
    assertModel(FORM, part + END, model);
    assertModel(FORM, FILE + part + END, model);
  }

  @Test
  void aHeaderThatIsTooLongIsThatOfAFile() {
    String name = "form-data; name=\"model\"; filename=\"" + "x".repeat(600) + "\"";
    assertModel(FORM, "--XB\r\nContent-Disposition: " + name + "\r\n\r\nm\r\n" + END, null);
    assertModel(
        FORM, "--XB\r\nX: " + "x".repeat(600) + "\r\n" + MODEL.substring(6) + END, "whisper-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--X",
        "\r\n--X",
        "\r\n--XBC\r\n",
        "\r\n--XB-",
        "\r\n-\r\n--XA",
        "\n\n\r\r\n",
        "x--XB--",
        "\r\n--XBmodel\r\n\r\n"
      })
  void whatLooksLikeTheBoundaryIsContent(String content) {
    String file = FILE.replace("{\"model\":\"Roadster\"}", content + content);
    assertModel(FORM, file + MODEL + END, "whisper-1");
    String value = MODEL.replace("whisper-1", "a" + content + "b");
    assertModel(FORM, value + END, "a" + content + "b");
  }

  @Test
  void readsAPreambleAndPartsWithoutContent() {
    String empty = "--XB\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n\r\n";
    assertModel(FORM, "preamble\r\n" + empty + MODEL + END, "whisper-1");
    assertModel(FORM, MODEL.replace("whisper-1", "") + END, null);
    assertModel(FORM, "--XB\r\n\r\nno header\r\n" + MODEL + "--XB --ignored", "whisper-1");
    assertModel(FORM, END + MODEL, null);
    assertModel(FORM, "", null);
    assertModel("-", "-X\r\n" + MODEL + END, null);
  }

  @Test
  void aValueThatIsTooLongIsNoModel() {
    assertModel(FORM, MODEL.replace("whisper-1", "m".repeat(383)) + END, "m".repeat(383));
    assertModel(FORM, MODEL.replace("whisper-1", "m".repeat(385)) + END, null);
    assertModel(FORM, MODEL.replace("whisper-1", " m ") + END, "m");
  }

  @Test
  void aBoundaryThatIsTooLongIsRead() {
    String longest = "x".repeat(200);
    String form = (FILE + MODEL + END).replace("XB", longest);
    assertModel("multipart/form-data; boundary=" + longest, form, "whisper-1");
    assertModel("-", form, "whisper-1");
    assertModel("-", form.replace(longest, longest + "x"), null);
  }

  @Test
  void aFieldCutOffIsNoModel() {
    String form = FILE + MODEL;
    for (int i = 0; i < form.length(); i++) {
      reader.reset();
      reader.setContentType(FORM);
      reader.accept(utf8(form), 0, i);
      assertThat(reader.model()).isNull();
    }
  }

  @Test
  void aFileOf100MegabytesIsSkipped() {
    byte[] piece = new byte[MEGABYTE];
    new java.util.Random(1).nextBytes(piece);
    reader.setContentType(FORM);
    byte[] head = utf8(FILE);
    reader.accept(head, 0, head.length - 2);
    for (int i = 0; i < 100; i++) {
      reader.accept(piece, 0, piece.length);
    }
    byte[] rest = utf8("\r\n" + MODEL + END);
    reader.accept(rest, 0, rest.length);

    assertThat(reader.model()).isEqualTo("whisper-1");
    assertThat(reader.isDone()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'user':'u','model':'m'} | u",
        "{'metadata':{'user_id':'u','x':'y'},'model':'m'} | u",
        "{'safety_identifier':'u','model':'m'} | u",
        "{'safety_identifier':'c','metadata':{'user_id':'b'},'user':'a','model':'m'} | a",
        "{'user':'a','metadata':{'user_id':'b'},'safety_identifier':'c','model':'m'} | a",
        "{'metadata':{'user_id':'b'},'safety_identifier':'c','model':'m'} | b",
        "{'user':'a','user':'b','model':'m'} | b",
        "{'user':'','metadata':{'user_id':'b'},'model':'m'} | b",
        "{'user':42,'model':'m'} | 42",
        "{'user':null,'metadata':null,'model':'m'} | ",
        "{'user':{'user':'x'},'messages':[{'user':'x','user_id':'x'}],'model':'m'} | ",
        "{'metadata':'x','safety_identifier':true,'model':'m'} | ",
        "{'model':'m'} {'user':'x'} | ",
      })
  void readsWhomTheRequestIsMadeFor(String text, String user) {
    byte[] bytes = utf8(text.replace('\'', '"'));
    for (int pieceSize : new int[] {1, 2, 3, 5, 100, Integer.MAX_VALUE}) {
      reader.reset();
      reader.setReadsUser(true);
      ReaderResult.feed(reader, bytes, pieceSize);
      assertThat(reader.user()).isEqualTo(user);
      assertThat(reader.model()).isEqualTo("m");

      reader.reset();
      ReaderResult.feed(reader, bytes, pieceSize);
      assertThat(reader.user()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"u", "é", "안", "\uD83D\uDC11"})
  void ofALongUserTheBeginningIsKept(String letter) {
    reader.setReadsUser(true);
    byte[] bytes = utf8("{\"user\":\"" + letter.repeat(500) + "\",\"model\":\"m\"}");
    reader.accept(bytes, 0, bytes.length);
    assertThat(reader.user()).isEqualTo(letter.repeat(128 / letter.length()));
  }

  private void assertModel(String type, String body, String model) {
    byte[] bytes = utf8(body);
    for (int pieceSize : new int[] {1, 2, 3, 5, 100, Integer.MAX_VALUE}) {
      reader.reset();
      reader.setContentType(type.equals("-") ? null : type);
      ReaderResult.feed(reader, bytes, pieceSize);
      assertThat(reader.model()).as("%s in pieces of %s", body, pieceSize).isEqualTo(model);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
