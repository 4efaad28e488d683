package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses far larger than the heap, and an endless one that the application abandons. */
class LongResponsesTest {
  /** This client does not stop an abandoned call: it reads on. */
  private static final String READS_ON = "apache5-async";

  private static final int PIECE = 1 << 16;
  private static final int PIECES = 200_000_000 / PIECE;
  private static final String HEAD = "{\"choices\":[{\"message\":{\"content\":\"";
  private static final String TAIL =
      "\"}}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7}}";
  private static final int LONG = HEAD.length() + PIECES * PIECE + TAIL.length();

  private final CannedServer server = new CannedServer();

  @BeforeEach
  void serve() {
    byte[] text = "sheep ".repeat(PIECE).substring(0, PIECE).getBytes(StandardCharsets.UTF_8);
    server.respond(
        "long",
        out -> {
          CannedServer.writeHead(out, 200, "Content-Length: " + LONG);
          write(out, HEAD);
          for (int i = 0; i < PIECES; i++) {
            out.write(text);
          }
          write(out, TAIL);
        });
    server.respond(
        "endless",
        out -> {
          CannedServer.writeHead(out, 200, "Content-Type: text/event-stream");
          write(
              out,
              "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":25,"
                  + "\"output_tokens\":1}}}\n\n");
          String delta =
              "data: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"sheep\"}}\n\n";
          byte[] deltas = delta.repeat(1000).getBytes(StandardCharsets.UTF_8);
          while (true) {
            out.write(deltas);
          }
        });
  }

  private static void write(OutputStream out, String text) throws java.io.IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> clients() {
    return Stream.of(
        Arguments.of("java.net.http", ""),
        Arguments.of("urlconnection", ""),
        Arguments.of("okhttp", "okhttp-4.12.0"),
        Arguments.of("apache4", "apache-4.5.14"),
        Arguments.of("apache4-async", "apache-async-4.1.5"),
        Arguments.of("apache5", "apache-5.6.5"),
        Arguments.of(READS_ON, "apache-5.6.5"));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void areReadInASmallHeapAndCounted(String client, String version) {
    List<String> arguments = new ArrayList<>(List.of("-Xmx64m", ForkedJvm.watching()));
    arguments.addAll(
        List.of(
            "-cp",
            ForkedJvm.classPath(version),
            "ai.holysheep.agent.tests.program.Torrent",
            client,
            server.url()));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      jvm.awaitLine("DONE");
      assertThat(jvm.out()).containsExactly("LONG " + LONG, "ENOUGH", "DONE");

      Exposition metrics = client.equals(READS_ON) ? jvm.scrape() : jvm.scrapeWhenIdle();
      assertThat(metrics.counts("holysheep_requests_total"))
          .containsEntry("{error_type=\"none\",model=\"gpt-4.1\",status_code=\"200\"}", 1L);
      assertThat(metrics.counts("holysheep_tokens_total"))
          .containsEntry("{model=\"gpt-4.1\",token_type=\"input\"}", 5L)
          .containsEntry("{model=\"gpt-4.1\",token_type=\"output\"}", 7L);
      assertThat(metrics.sum("holysheep_agent_errors_total")).isZero();
      if (!client.equals(READS_ON)) {
        assertAbandonedCallCounted(metrics);
      }
    }
  }

  /** The abandoned call counts with the usage that it had reported. */
  private static void assertAbandonedCallCounted(Exposition metrics) {
    assertThat(metrics.counts("holysheep_requests_total"))
        .hasSize(2)
        .containsEntry(
            "{error_type=\"cancelled\",model=\"claude-sonnet-4-5\",status_code=\"200\"}", 1L);
    assertThat(metrics.counts("holysheep_tokens_total"))
        .hasSize(4)
        .containsEntry("{model=\"claude-sonnet-4-5\",token_type=\"input\"}", 25L)
        .containsEntry("{model=\"claude-sonnet-4-5\",token_type=\"output\"}", 1L);
  }
}
