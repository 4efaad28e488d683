package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How answers of each dialect end, fail and begin: {@code forms.txt}. */
class AnswerFormsTest {
  private static final Path FORMS =
      Path.of("src/test/resources/ai/holysheep/agent/usage/forms.txt");
  private static final int[] PIECE_SIZES = {1, 2, 3, 5, 100, Integer.MAX_VALUE};

  static Stream<Arguments> forms() throws IOException {
    String all = Files.readString(FORMS);
    return Stream.of(all.substring(all.indexOf("\n=== ") + 5).split("\n=== "))
        .map(AnswerFormsTest::form);
  }

  private static Arguments form(String text) {
    String[] parts = text.split("\n", 3);
    return arguments(parts[0], parts[1], parts[2]);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void isReadInPiecesOfAnySizeAndWithEveryLineEnd(String name, String expected, String body) {
    for (int pieceSize : PIECE_SIZES) {
      assertThat(read(utf8(body), pieceSize)).isEqualTo(expected);
      assertThat(read(utf8(body.replace("\n", "\r\n")), pieceSize)).isEqualTo(expected);
      assertThat(read(utf8(body.replace("\n", "\r")), pieceSize)).isEqualTo(expected);
      assertThat(read(utf8("\uFEFF" + body), pieceSize)).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void isReadInGzip(String name, String expected, String body) throws IOException {
    assertThat(read(VendorResponsesTest.gzip(utf8(body)), 7)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void aStreamThatIsCutHasNoProperEndBeforeItsEndHasCome(
      String name, String expected, String body) {
    boolean proper = expected.contains("P");
    byte[] bytes = utf8(body);
    ResponseUsageReader reader = new ResponseUsageReader();
    boolean hadContent = false;
    int changes = 0;
    boolean before = false;
    for (byte b : bytes) {
      reader.accept(new byte[] {b}, 0, 1);
      hadContent |= reader.hasContent() && reader.isStream();
      boolean now = reader.hasProperEnd();
      changes += hadContent && now != before ? 1 : 0;
      before = now;
    }
    // A choice or Gemini's events may go on after a reason to stop.
    assertThat(changes).isLessThanOrEqualTo(proper ? 3 : 2);
    assertThat(reader.hasProperEnd()).isEqualTo(proper);
  }

  private static String read(byte[] body, int pieceSize) {
    ResponseUsageReader reader = new ResponseUsageReader();
    ReaderResult.feed(reader, body, pieceSize);
    BodyError error = reader.error(false);
    String flags =
        (reader.isStream() ? "S" : "-")
            + (reader.hasContent() ? "C" : "-")
            + (reader.isComplete() ? "E" : "-")
            + (reader.hasProperEnd() ? "P" : "-")
            + (reader.isTruncated() ? "L" : "-")
            + (reader.isFailure(false) ? "F" : "-");
    reader.close();
    return flags + " " + (error == null || error.code() == null ? "-" : error.code());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
