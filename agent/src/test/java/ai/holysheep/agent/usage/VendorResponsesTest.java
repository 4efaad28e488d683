package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses of the vendors, and what {@link ResponseUsageReader} finds in each of them. */
class VendorResponsesTest {
  private static final Path RESPONSES =
      Path.of("src/test/resources/ai/holysheep/agent/usage/responses");
  private static final int[] PIECE_SIZES = {1, 2, 3, 5, 100, Integer.MAX_VALUE};

  static Stream<Arguments> responses() throws IOException {
    return Files.readAllLines(RESPONSES.resolve("expected.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" +"))
        .map(words -> arguments(words[0], expected(words)));
  }

  private static ReaderResult expected(String[] words) {
    long[] counts = new long[7];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Long.parseLong(words[i + 2]);
    }
    // Few responses have the last columns.
    long[] more = new long[6];
    for (int i = 0; i < more.length; i++) {
      more[i] = words.length > i + 11 ? Long.parseLong(words[i + 11]) : -1;
    }
    return new ReaderResult(
        words[1], counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6],
        words[9], words[10], more[0], more[1], more[2], more[3], more[4], more[5], "{}");
  }

  @Test
  void everyResponseHasALineInExpectedTxt() throws IOException {
    try (Stream<Path> files = Files.list(RESPONSES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Stream.of("expected.txt"),
                      responses().map(arguments -> (String) arguments.get()[0]))
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("responses")
  void isReadInPiecesOfAnySize(String name, ReaderResult expected) throws IOException {
    byte[] body = Files.readAllBytes(RESPONSES.resolve(name));
    assertRead(body, null, expected);
    assertRead(joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, body), null, expected);
    assertRead(joined("\r\n \n\t".getBytes(StandardCharsets.UTF_8), body), null, expected);
  }

  @ParameterizedTest
  @MethodSource("responses")
  void isReadInEveryEncodingThatClientsAskFor(String name, ReaderResult expected)
      throws IOException {
    byte[] body = Files.readAllBytes(RESPONSES.resolve(name));
    byte[] firstHalf = java.util.Arrays.copyOf(body, body.length / 2);
    byte[] secondHalf = java.util.Arrays.copyOfRange(body, body.length / 2, body.length);

    assertRead(gzip(body), "gzip", expected);
    assertRead(gzip(body), null, expected);
    assertRead(joined(gzip(firstHalf), gzip(secondHalf)), "gzip", expected);
    assertRead(joined(gzip(body), new byte[100]), "gzip", expected);
    assertRead(joined(gzip(body), body), "gzip", expected);
    assertRead(deflated(body, false), "deflate", expected);
    assertRead(deflated(body, true), "deflate", expected);
    assertRead(body, "gzip", expected);
    assertRead(body, "deflate", expected);
    assertRead(body, "br", expected);
  }

  @ParameterizedTest
  @MethodSource("responses")
  void isReadAmongOtherFieldsAndLineEndsOfAnEventStream(String name, ReaderResult expected)
      throws IOException {
    String body = Files.readString(RESPONSES.resolve(name));
    if (!name.endsWith(".sse")) {
      return;
    }
    String rich =
        ": comment\n\nretry: 10\n"
            + body.replace("\ndata: {", "\nid: 7\ndata\ndata:\ndata:  {\ndata:\n:data: {\ndata: ")
            + "event: only\n\nid: 8\n\ndata\n\n";
    for (String lineEnd : new String[] {"\n", "\r", "\r\n"}) {
      assertRead(utf8(body.replace("\n", lineEnd)), null, expected);
      assertRead(utf8(rich.replace("\n", lineEnd)), null, expected);
    }
  }

  private static void assertRead(byte[] body, String encoding, ReaderResult expected) {
    for (int pieceSize : PIECE_SIZES) {
      assertThat(ReaderResult.read(body, encoding, pieceSize))
          .as("in pieces of %s", pieceSize)
          .isEqualTo(expected);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  static byte[] deflated(byte[] bytes, boolean raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, new Deflater(6, raw))) {
      deflate.write(bytes);
    }
    return out.toByteArray();
  }
}
