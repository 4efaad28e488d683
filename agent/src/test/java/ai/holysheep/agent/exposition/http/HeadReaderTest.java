package ai.holysheep.agent.exposition.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadReaderTest {
  private static final String HOST = "Host: localhost\r\n";

  /** Returns at most so many bytes a read. */
  private static InputStream inPieces(byte[] bytes, int size) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(size, length));
      }
    };
  }

  private static HeadReader reader(String text) {
    return new HeadReader(inPieces(text.getBytes(StandardCharsets.ISO_8859_1), 8192));
  }

  private static Request read(String text) throws Exception {
    return reader(text).read();
  }

  private static int status(String text) {
    try {
      return read(text) == null ? 0 : 200;
    } catch (BadRequestException e) {
      return e.status;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100, 8192})
  void readsPipelinedRequestsInPiecesOfAnySize(int size) throws Exception {
    String two =
        "GET /a%20b?x=%41&y HTTP/1.1\r\nHost: a\r\nAccept: x, y\r\naccept:z\r\n\r\n"
            + "\r\nHEAD /second HTTP/1.0\nX:\n\n";
    HeadReader reader = new HeadReader(inPieces(two.getBytes(StandardCharsets.US_ASCII), size));

    Request first = reader.read();
    Request second = reader.read();

    assertThat(first.method()).isEqualTo("GET");
    assertThat(first.path()).isEqualTo("/a b");
    assertThat(first.rawQuery()).isEqualTo("x=%41&y");
    assertThat(first.host()).isEqualTo("a");
    assertThat(first.headers("ACCEPT")).containsExactly("x, y", "z");
    assertThat(first.keepsAlive()).isTrue();
    assertThat(second.method()).isEqualTo("HEAD");
    assertThat(second.header("x")).isEmpty();
    assertThat(second.host()).isNull();
    assertThat(second.keepsAlive()).isFalse();
    assertThat(reader.hasBytes()).isFalse();
    assertThat(reader.read()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "/metrics, /metrics, localhost",
    "http://other:1/metrics?q, /metrics, other:1",
    "HTTP://u@other/m, /m, other",
    "http://other, /, other",
    "http://other?q, /, other",
    "/%e2%82%AC#part, /€, localhost",
    "*, '', localhost",
    "other:443, '', localhost",
    "//double//slash, //double//slash, localhost",
    "/%ff, /\uFFFD, localhost",
  })
  void readsEveryFormOfATarget(String target, String path, String host) throws Exception {
    Request request = read("GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n");

    assertThat(request.path()).isEqualTo(path.replace("\\uFFFD", "\uFFFD"));
    assertThat(request.host()).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "1.1, '', true",
    "1.1, 'Connection: close', false",
    "1.1, 'Connection: Upgrade, Close', false",
    "1.1, 'Connection: Upgrade, HTTP2-Settings', true",
    "1.0, '', false",
    "1.0, 'Connection: Keep-Alive', true",
    "1.0, 'Connection: keep-alive, close', false",
    "1.2, '', true",
  })
  void knowsWhetherTheClientKeepsTheConnection(String version, String header, boolean keeps)
      throws Exception {
    String line = header.isEmpty() ? "" : header + "\r\n";

    assertThat(read("GET / HTTP/" + version + "\r\n" + HOST + line + "\r\n").keepsAlive())
        .isEqualTo(keeps);
  }

  @ParameterizedTest
  @CsvSource({
    "'', false",
    "Content-Length: 0, false",
    "Content-Length: 00, false",
    "Content-Length: 7, true",
    "Content-Length: 99999999999999999999, true",
    "Transfer-Encoding: chunked, true",
    "Transfer-Encoding: identity, true"
  })
  void knowsWhetherABodyFollows(String header, boolean body) throws Exception {
    String line = header.isEmpty() ? "" : header + "\r\n";

    assertThat(read("POST / HTTP/1.1\r\n" + HOST + line + "\r\n").hasBody()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /\r\n\r\n",
        "GET\r\n\r\n",
        "GET  HTTP/1.1\r\nHost: a\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n: empty\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nA: \u0000\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\rB: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: \r\n\r\n",
        "GET /% HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /?a=%4 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\u00e4 HTTP/1.1\r\nHost: a\r\n\r\n",
        "G@T / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / FTP/1.1\r\nHost: a\r\n\r\n",
        "\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\n\n",
      })
  void refusesWhatIsNoRequest(String text) {
    assertThat(status(text)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/1.10", "HTTP/", "HTTP/11"})
  void refusesOtherVersions(String version) {
    assertThat(status("GET / " + version + "\r\nHost: a\r\n\r\n")).isEqualTo(505);
  }

  @Test
  void limitsTheHead() {
    String line = "GET / HTTP/1.1\r\n" + HOST;
    assertThat(status("GET /" + "a".repeat(9000))).isEqualTo(414);
    assertThat(status(line + "A: " + "a".repeat(9000))).isEqualTo(431);
    assertThat(status(line + "A: b\r\n".repeat(99) + "\r\n")).isEqualTo(200);
    assertThat(status(line + "A: b\r\n".repeat(100) + "\r\n")).isEqualTo(431);
    int room = HeadReader.MAX_BYTES - line.length() - "A: \r\n\r\n".length();
    assertThat(status(line + "A: " + "a".repeat(room) + "\r\n\r\n")).isEqualTo(200);
    assertThat(status(line + "A: " + "a".repeat(room + 1) + "\r\n\r\n")).isEqualTo(431);
  }

  @Test
  void endsWithTheConnection() throws Exception {
    assertThat(read("")).isNull();
    assertThat(read("GET / HTTP/1.1\r\nHost: a\r\n")).isNull();
    assertThatThrownBy(
            () ->
                new HeadReader(
                        new InputStream() {
                          @Override
                          public int read() throws IOException {
                            throw new IOException("reset");
                          }
                        })
                    .read())
        .isInstanceOf(IOException.class);
  }

  /** Bytes of the grammar, damaged: a request or a refusal, and nothing else. */
  @Test
  void anyBytesAreARequestOrARefusal() throws Exception {
    String valid =
        "GET http://a:1/m?name[]=x%20y&debug=text HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n"
            + "Connection: keep-alive\r\nAuthorization: Basic YTpi\r\n\r\n";
    Random random = new Random(20261126);
    int good = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = valid.getBytes(StandardCharsets.ISO_8859_1);
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : ":/ %\r\n?#@".charAt(random.nextInt(9)));
      }
      HeadReader reader = new HeadReader(inPieces(bytes, 1 + random.nextInt(200)));
      try {
        for (Request request = reader.read(); request != null; request = reader.read()) {
          assertThat(request.method()).isNotEmpty();
          assertThat(request.path()).isNotNull();
          request.host();
          good++;
        }
      } catch (BadRequestException refused) {
        assertThat(refused.status).isBetween(400, 505);
      }
    }
    assertThat(good).isGreaterThan(50_000);
  }
}
