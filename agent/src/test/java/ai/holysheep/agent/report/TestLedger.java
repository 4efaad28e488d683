package ai.holysheep.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A ledger's folder, and the reports on it. Today is 25 November 2026. */
final class TestLedger {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

  final Path folder;
  String out = "";
  String err = "";

  TestLedger(Path folder) {
    this.folder = folder;
  }

  static String line(
      String timestamp, String model, long in, long out, String usd, String error, String latency) {
    return line(timestamp, model, in, out, usd, error, latency, "com.shop.Chat.answer");
  }

  static String line(
      String timestamp,
      String model,
      long in,
      long out,
      String usd,
      String error,
      String latency,
      String caller) {
    return String.format(
        "{\"timestamp\":\"%s\",\"model\":\"%s\",\"response_model\":null,\"input_tokens\":%d,"
            + "\"output_tokens\":%d,\"total_tokens\":%d,\"cached_input_tokens\":null,"
            + "\"cache_write_input_tokens\":null,\"reasoning_tokens\":null,\"input_cost\":0.1,"
            + "\"output_cost\":0.1,\"total_cost\":%s,\"reported_cost_millicents\":null,"
            + "\"priced_as\":\"%s\",\"status_code\":\"200\",\"error_type\":\"%s\","
            + "\"error_code\":null,\"latency_ms\":%s,\"ttft_ms\":null,\"upstream_ms\":null,"
            + "\"streamed\":false,\"retry\":false,\"truncated\":false,\"client\":\"okhttp\","
            + "\"endpoint\":\"/v1/chat/completions\",\"request_id\":null,\"caller\":\"%s\"}",
        timestamp, model, in, out, in + out, usd, model, error, latency, caller);
  }

  /** Today's calls. */
  TestLedger today(Object... lines) throws IOException {
    String[] texts = Stream.of(lines).map(Object::toString).toArray(String[]::new);
    return file("holysheep-calls-2026-11-25.7.jsonl", texts);
  }

  /** The rows of a report as CSV, without the heading. */
  List<String> csv(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--format", "csv"));
    assertThat(report(arguments.toArray(new String[0]))).as(err).isZero();
    return out.lines().skip(1).toList();
  }

  TestLedger file(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream bytes =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      bytes.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  int report(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--dir", folder.toString()));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(new String[0]));
  }

  int run(String... arguments) throws IOException {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    int status =
        new ReportCommand(
                CLOCK,
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(stderr, true, StandardCharsets.UTF_8))
            .execute(arguments);
    out = stdout.toString(StandardCharsets.UTF_8);
    err = stderr.toString(StandardCharsets.UTF_8);
    return status;
  }
}
