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

/** Answers as the vendors send them, and what is to be found in each, however it arrives. */
class DialectsTest {
  private static final Path ANSWERS =
      Path.of("src/test/resources/ai/holysheep/agent/usage/answers");
  private static final int[] PIECES = {1, 2, 3, 5, 100, Integer.MAX_VALUE};

  static Stream<Arguments> answers() throws IOException {
    return Files.readAllLines(ANSWERS.resolve("expected.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" +"))
        .map(words -> arguments(words[0], said(words)));
  }

  private static Said said(String[] words) {
    long[] counts = new long[7];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Long.parseLong(words[i + 2]);
    }
    return new Said(
        words[1], counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6],
        words[9], words[10]);
  }

  @Test
  void everyAnswerHasItsLine() throws IOException {
    try (Stream<Path> files = Files.list(ANSWERS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      Stream.of("expected.txt"),
                      answers().map(arguments -> (String) arguments.get()[0]))
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void isReadInPiecesOfAnySize(String name, Said expected) throws IOException {
    byte[] body = Files.readAllBytes(ANSWERS.resolve(name));
    assertSaid(body, null, expected);
    assertSaid(joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, body), null, expected);
    assertSaid(joined("\r\n \n\t".getBytes(StandardCharsets.UTF_8), body), null, expected);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void isReadInAnyEncodingThatClientsAskFor(String name, Said expected) throws IOException {
    byte[] body = Files.readAllBytes(ANSWERS.resolve(name));
    byte[] half = java.util.Arrays.copyOf(body, body.length / 2);
    byte[] rest = java.util.Arrays.copyOfRange(body, body.length / 2, body.length);

    assertSaid(gzip(body), "gzip", expected);
    assertSaid(gzip(body), null, expected);
    assertSaid(joined(gzip(half), gzip(rest)), "gzip", expected);
    assertSaid(joined(gzip(body), new byte[100]), "gzip", expected);
    assertSaid(joined(gzip(body), body), "gzip", expected);
    assertSaid(deflated(body, false), "deflate", expected);
    assertSaid(deflated(body, true), "deflate", expected);
    assertSaid(body, "gzip", expected);
    assertSaid(body, "deflate", expected);
    assertSaid(body, "br", expected);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void isReadWithWhateverElseAnEventStreamMayHave(String name, Said expected) throws IOException {
    String body = Files.readString(ANSWERS.resolve(name));
    if (!name.endsWith(".sse")) {
      return;
    }
    String rich =
        ": comment\n\nretry: 10\n"
            + body.replace("\ndata: {", "\nid: 7\ndata\ndata:\ndata:  {\ndata:\n:data: {\ndata: ")
            + "event: only\n\nid: 8\n\ndata\n\n";
    for (String lineEnd : new String[] {"\n", "\r", "\r\n"}) {
      assertSaid(utf8(body.replace("\n", lineEnd)), null, expected);
      assertSaid(utf8(rich.replace("\n", lineEnd)), null, expected);
    }
  }

  private static void assertSaid(byte[] body, String encoding, Said expected) {
    for (int pieces : PIECES) {
      assertThat(Said.of(body, encoding, pieces)).as("in pieces of %s", pieces).isEqualTo(expected);
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
