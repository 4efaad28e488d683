package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Bytes of bodies, and how streams come, as each client reads them in one JVM. */
@TestInstance(Lifecycle.PER_CLASS)
class TransferTest {
  private static final List<String> CLIENTS =
      List.of(
          "java.net.http",
          "urlconnection",
          "okhttp",
          "apache4",
          "apache4-async",
          "apache5",
          "apache5-async");
  private static final String JSON =
      "{\"choices\":[{\"message\":{\"content\":\"" + "sheep ".repeat(1000) + "\"}}]}";
  private static final String CONTENT =
      "data: {\"choices\":[{\"delta\":{\"content\":\"sheep\"}}]}\n\n";
  private static final String END =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":60}}\n\n"
          + "data: [DONE]\n\n";
  private static final long GAP_MILLIS = 600;

  /** Less than the gap: a busy machine may read late what came before it. */
  private static final double LEAST_GAP = 0.3;

  private final CannedServer server = new CannedServer();
  private final Map<String, Long> sizes = new TreeMap<>();

  TransferTest() throws IOException {
    respond("gzip", gzip(JSON), "Content-Encoding: gzip");
    respond("audio", audio(), "Content-Type: audio/mpeg");
    respond("burst", utf8(CONTENT.repeat(3) + END));
    sizes.put("chunked", (long) JSON.length());
    server.respond(
        "chunked",
        out -> {
          CannedServer.writeHead(out, 200, "Transfer-Encoding: chunked");
          for (int i = 0; i < JSON.length(); i += 100) {
            String piece = JSON.substring(i, Math.min(JSON.length(), i + 100));
            out.write(utf8(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n"));
          }
          out.write(utf8("0\r\n\r\n"));
        });
    sizes.put("paced", (long) CONTENT.length() * 3 + END.length());
    server.respond("paced", TransferTest::writePaced);
  }

  private void respond(String path, byte[] body, String... fields) {
    sizes.put(path, (long) body.length);
    server.respond(
        path,
        out -> {
          List<String> head = new ArrayList<>(List.of(fields));
          head.add("Content-Length: " + body.length);
          CannedServer.writeHead(out, 200, head.toArray(new String[0]));
          out.write(body);
        });
  }

  private static void writePaced(OutputStream out) throws IOException {
    CannedServer.writeHead(out, 200, "Content-Type: text/event-stream");
    for (int i = 0; i < 3; i++) {
      out.write(utf8(CONTENT));
      out.flush();
      pause(i == 1 ? GAP_MILLIS : GAP_MILLIS / 6);
    }
    out.write(utf8(END));
  }

  /** The gap itself. No assertion waits for it. */
  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(utf8(text));
    }
    return out.toByteArray();
  }

  /** Nothing that the agent could read. */
  private static byte[] audio() {
    byte[] bytes = new byte[100_000];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private ForkedJvm start(String options, String paths) {
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0" + options));
    arguments.addAll(
        List.of(
            "-cp",
            ForkedJvm.classPath(
                Clients.classPathOfEach()
                    + java.io.File.pathSeparator
                    + Clients.classPath("apache-async-4.1.5")),
            "ai.holysheep.agent.tests.program.Transfers",
            server.url(),
            paths));
    arguments.addAll(CLIENTS);
    return ForkedJvm.start(Jdks.running(), arguments).awaitLine("DONE");
  }

  private static String label(String client, String path) {
    return "{model=\"" + client + " " + path + "\"}";
  }

  @Test
  void countsBytesAsTheyPassTheConnectionOfEachClient() {
    try (ForkedJvm jvm = start("", "gzip,audio,chunked,burst")) {
      Exposition metrics = jvm.scrapeWhenIdle();
      Map<String, Long> requests = new TreeMap<>();
      Map<String, Long> responses = new TreeMap<>();
      for (String client : CLIENTS) {
        for (String path : List.of("gzip", "audio", "chunked", "burst")) {
          requests.put(
              label(client, path), (long) ("{'model':'" + client + " " + path + "'}").length());
          responses.put(label(client, path), sizes.get(path));
        }
      }

      assertThat(metrics.counts("holysheep_request_bytes_total")).isEqualTo(requests);
      assertThat(metrics.counts("holysheep_response_bytes_total")).isEqualTo(responses);
      assertThat(metrics.has("holysheep_stream_longest_gap_seconds_count")).isFalse();
      assertThat(metrics.has("holysheep_output_tokens_per_second_count")).isFalse();
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
    }
  }

  @Test
  void measuresTheRateAndTheLongestGapOfAStreamWithEachClient() {
    try (ForkedJvm jvm = start(",metrics.streams=true", "paced,gzip")) {
      Exposition metrics = jvm.scrapeWhenIdle();
      Map<String, Double> gaps = metrics.all("holysheep_stream_longest_gap_seconds_sum");
      Map<String, Double> rates = metrics.all("holysheep_output_tokens_per_second_sum");
      List<String> labels =
          CLIENTS.stream().map(client -> label(client, "paced")).sorted().toList();

      assertThat(gaps.keySet()).containsExactlyElementsOf(labels);
      assertThat(gaps.values()).allSatisfy(gap -> assertThat(gap).isBetween(LEAST_GAP, 60.0));
      assertThat(rates.keySet()).containsExactlyElementsOf(labels);
      assertThat(rates.values())
          .allSatisfy(rate -> assertThat(rate).isBetween(60 / 60.0, 60 / LEAST_GAP));
      assertThat(metrics.counts("holysheep_output_tokens_per_second_count").values())
          .containsOnly(1L);
      assertThat(metrics.counts("holysheep_stream_longest_gap_seconds_count").values())
          .containsOnly(1L);
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
    }
  }
}
