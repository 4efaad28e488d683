package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The limits of what one answer can report of further models. */
class UsageIterationsTest {
  private static final long MAX = 1_000_000_000_000L;

  @Test
  void keepsEightFurtherModels() {
    ResponseUsageReader reader = read(IntStream.range(0, 1000).mapToObj(i -> advisor("m" + i, i)));

    assertThat(reader.furtherUsages()).extracting(usage -> usage.model).hasSize(8).contains("m7");
  }

  @Test
  void cutsLongNamesOfModels() {
    ResponseUsageReader reader = read(Stream.of(advisor("m".repeat(100_000), 1)));

    assertThat(reader.furtherUsages().get(0).model).hasSize(128);
  }

  @Test
  void sumsDoNotWrap() {
    long ignored = IgnoredValues.total(IgnoredValues.Source.BODY);
    ResponseUsageReader reader =
        read(IntStream.range(0, 1000).mapToObj(i -> "{\"output_tokens\":" + MAX + "}"));

    assertThat(reader.usage().output).isEqualTo(MAX);
    assertThat(IgnoredValues.total(IgnoredValues.Source.BODY)).isGreaterThan(ignored);
  }

  @Test
  void aResetReaderHasForgottenThem() {
    ResponseUsageReader reader = read(Stream.of(advisor("x", 1)));
    assertThat(reader.furtherUsages()).hasSize(1);

    reader.reset();

    assertThat(reader.furtherUsages()).isEmpty();
    assertThat(reader.usage()).isNull();
  }

  private static String advisor(String model, int tokens) {
    return "{\"type\":\"advisor_message\",\"model\":\"%s\",\"input_tokens\":%s}"
        .formatted(model, tokens);
  }

  private static ResponseUsageReader read(Stream<String> iterations) {
    String body =
        "{\"model\":\"main\",\"usage\":{\"input_tokens\":5,\"iterations\":["
            + iterations.collect(Collectors.joining(","))
            + "]}}";
    ResponseUsageReader reader = new ResponseUsageReader();
    ReaderResult.feed(reader, body.getBytes(StandardCharsets.UTF_8), 8192);
    return reader;
  }
}
