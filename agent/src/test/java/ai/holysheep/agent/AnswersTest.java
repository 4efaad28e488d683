package ai.holysheep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.answers.AnswerCase;
import ai.holysheep.agent.answers.AnswerCheck;
import ai.holysheep.agent.answers.AnswerFiles;
import ai.holysheep.agent.answers.ObservedCall;
import ai.holysheep.agent.answers.Samples;
import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.ledger.Ledger;
import ai.holysheep.agent.metrics.Metrics;
import ai.holysheep.agent.pricing.file.ReloadablePrices;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The answers in {@code answers}, each in all codings and cuts, from the exchange to metrics and
 * ledger. The tests from outside replay the same answers through each client.
 */
class AnswersTest {
  private static final Path ANSWERS = AnswerFiles.folder(Path.of("src/test/resources/answers"));
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String HISTOGRAMS = ".*(duration|time_to_first|gap)\\w*|.*per_second";
  private static final int WHOLE = Integer.MAX_VALUE;

  @TempDir Path folder;

  private final Random random = new Random(1);

  enum Coding {
    PLAIN,
    WITHOUT_END_OF_LINE,
    CARRIAGE_RETURNS,
    BYTE_BY_BYTE,
    RANDOM_PIECES,
    GZIP,
    GZIP_BYTE_BY_BYTE
  }

  @AfterEach
  void uninstall() {
    Exchanges.uninstall();
  }

  @ParameterizedTest
  @EnumSource
  void metricsAndLedgerSayWhatTheAnswersSay(Coding coding) throws Exception {
    Config config =
        Config.load(
            "hosts=*,metrics.max-models=5000,metrics.buckets=1,ledger.queue=100000,ledger.dir="
                + folder
                + ",pricing.file="
                + ANSWERS.resolve("prices.json"));
    ReloadablePrices prices = new ReloadablePrices(config);
    prices.start();
    assertThat(prices.awaitFirstRead(60_000)).isTrue();
    Exchanges[] exchanges = new Exchanges[1];
    Metrics metrics = new Metrics(config, "1", () -> exchanges[0].active(), Map::of);
    Ledger ledger = Ledger.of(config);
    exchanges[0] = new Exchanges(config, null, new CallRecorder(prices, metrics, ledger));
    exchanges[0].install();

    List<ObservedCall> calls = new ArrayList<>();
    Samples before = samples(metrics);
    for (AnswerCase original : AnswerFiles.read(ANSWERS)) {
      AnswerCase each = original.withIds(coding.ordinal() + "x");
      make(each, coding);
      Samples after = samples(metrics);
      calls.add(new ObservedCall(each, before, after, 1));
      before = after;
    }
    assertThat(exchanges[0].active()).isZero();
    while (ledger.recordsWritten() < calls.size()) {
      ledger.drain();
    }
    ObservedCall.assignLines(calls, lines());

    assertThat(AnswerCheck.check(calls)).isEmpty();
  }

  private static Samples samples(Metrics metrics) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(
            out,
            metrics.registry().scrape(name -> !name.matches(HISTOGRAMS)),
            EscapingScheme.DEFAULT);
    return new Samples(out.toString(StandardCharsets.UTF_8));
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.collect(Collectors.toList())) {
        for (String line : Files.readAllLines(file)) {
          lines.add(JSON.readTree(line));
        }
      }
    }
    return lines;
  }

  private void make(AnswerCase each, Coding coding) {
    Exchange exchange = Exchanges.start("okhttp", each.path, null, new Object());
    exchange.requestStart();
    if (each.ask.length > 0) {
      exchange.requestContentType(each.askType);
      exchange.requestBodyStart();
      pass(each.ask, coding, exchange::requestBodyBytes);
    }
    boolean gzip = coding == Coding.GZIP || coding == Coding.GZIP_BYTE_BY_BYTE;
    exchange.responseHeaders(each.status, headers(each, gzip)::get);
    byte[] body = body(each, coding);
    pass(gzip ? gzip(body) : body, coding, exchange::responseBodyBytes);
    exchange.responseBodyEnd();
  }

  private static Map<String, String> headers(AnswerCase each, boolean gzip) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields.putAll(each.headers());
    fields.put("Content-Type", each.type);
    if (gzip) {
      fields.put("Content-Encoding", "gzip");
    }
    return fields;
  }

  private static byte[] body(AnswerCase each, Coding coding) {
    switch (coding) {
      case WITHOUT_END_OF_LINE:
        return each.bodyWithoutEndOfLine();
      case CARRIAGE_RETURNS:
        return each.bodyWithCarriageReturns();
      default:
        return each.body();
    }
  }

  private interface Receiver {
    void accept(byte[] bytes, int offset, int length);
  }

  private void pass(byte[] bytes, Coding coding, Receiver receiver) {
    for (int offset = 0; offset < bytes.length; ) {
      int length = Math.min(pieceLength(coding), bytes.length - offset);
      receiver.accept(bytes, offset, length);
      offset += length;
    }
  }

  private int pieceLength(Coding coding) {
    switch (coding) {
      case BYTE_BY_BYTE:
      case GZIP_BYTE_BY_BYTE:
        return 1;
      case RANDOM_PIECES:
        return 1 + random.nextInt(40);
      default:
        return WHOLE;
    }
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
