package ai.holysheep.agent.usage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time to read a body, beside the time to copy its bytes. {@link ReadingSpeedTest} runs it, and
 * RATIONALE.md has the table.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ReaderBenchmark {
  /** The bytes that a client reads at once. */
  private static final int PIECE_SIZE = 8192;

  private static final int MILLION = 1_000_000;
  private static final String CHUNK =
      "data: {\"id\":\"chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT\",\"object\":\"chat.completion.chunk\","
          + "\"created\":1694268190,\"model\":\"gpt-4.1-2025-04-14\",\"service_tier\":\"default\","
          + "\"system_fingerprint\":\"fp_44709d6fcb\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
          + "\" sheep\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null,\"obfuscation\":"
          + "\"aB3dE5fG\"}\n\n";
  private static final String DELTA =
      "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
          + "{\"type\":\"text_delta\",\"text\":\" sheep\"}}\n\n";
  private static final String TEXT = "The sheep that was lost has come home again, 안녕. ";

  /** A body, and the number of operations that reading it counts as: one for each event. */
  public enum Body {
    OPENAI_EVENTS(CHUNK.repeat(1000), 1000),
    ANTHROPIC_EVENTS(DELTA.repeat(1000), 1000),
    EVENT_OF_TEXT("data: {\"choices\":[{\"delta\":{\"content\":\"" + text() + "\"}}]}\n\n", 1),
    JSON_OF_TEXT("{\"choices\":[{\"message\":{\"content\":\"" + text() + "\"}}]}", 1),
    JSON_OF_NUMBERS("{\"data\":[{\"embedding\":[" + "-0.006929283,".repeat(77_000) + "1]}]}", 1),
    GZIP_OF_TEXT("{\"choices\":[{\"message\":{\"content\":\"" + text() + "\"}}]}", 1),
    SHORT_REQUEST("{\"model\":\"gpt-4.1\",\"messages\":[{\"content\":\"" + TEXT + "\"}]}", 1),
    UPLOAD(
        "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n"
            + text()
            + "\r\n--X\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n--X--\r\n",
        1),
    REQUEST("{\"messages\":[{\"content\":\"" + text() + "\"}],\"model\":\"gpt-4.1\"}", 1);

    private final String content;
    private final int operations;

    Body(String content, int operations) {
      this.content = content;
      this.operations = operations;
    }

    int operations() {
      return operations;
    }

    /** The bytes of one operation before compression. */
    int length() {
      return content.getBytes(StandardCharsets.UTF_8).length / operations;
    }

    private static String text() {
      byte[] utf8 = TEXT.repeat(MILLION / 50).getBytes(StandardCharsets.UTF_8);
      return new String(utf8, 0, MILLION, StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
      byte[] plain = content.getBytes(StandardCharsets.UTF_8);
      return this == GZIP_OF_TEXT ? gzip(plain) : plain;
    }

    private static byte[] gzip(byte[] plain) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(plain);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    }
  }

  @Param public Body body;

  private final ResponseUsageReader responseReader = new ResponseUsageReader();
  private final RequestModelReader requestReader = new RequestModelReader();
  private final byte[] target = new byte[PIECE_SIZE];
  private byte[] bytes;
  private BodyReader reader;

  @Setup
  public void prepare() {
    bytes = body.bytes();
    boolean request = body == Body.REQUEST || body == Body.SHORT_REQUEST || body == Body.UPLOAD;
    reader = request ? requestReader : responseReader;
  }

  @Benchmark
  public boolean read() {
    responseReader.reset();
    requestReader.reset();
    for (int i = 0; i < bytes.length; i += PIECE_SIZE) {
      reader.accept(bytes, i, Math.min(PIECE_SIZE, bytes.length - i));
    }
    return responseReader.hasContent();
  }

  @Benchmark
  public byte copy() {
    for (int i = 0; i < bytes.length; i += PIECE_SIZE) {
      System.arraycopy(bytes, i, target, 0, Math.min(PIECE_SIZE, bytes.length - i));
    }
    return target[0];
  }
}
