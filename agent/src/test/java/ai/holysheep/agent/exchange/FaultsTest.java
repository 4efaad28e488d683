package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails inside an attempt is counted, reaches nobody, and lets the attempt end. */
class FaultsTest {
  private final List<CallRecord> records = new ArrayList<>();
  private final Exchanges exchanges = new Exchanges(Config.load(null), null, records::add);

  @BeforeEach
  void install() {
    exchanges.install();
  }

  @AfterEach
  void uninstall() {
    Exchanges.uninstall();
    assertThat(exchanges.active()).as("every attempt has ended").isZero();
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException("injected"),
        new OutOfMemoryError("injected"),
        new StackOverflowError("injected"),
        new NoClassDefFoundError("injected"));
  }

  /** Throws anything, as code that the agent calls may. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException raise(Throwable fault) throws T {
    throw (T) fault;
  }

  private static long counted(Stage stage, Runnable steps) {
    long before = AgentErrors.total(stage);
    steps.run();
    return AgentErrors.total(stage) - before;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void headerFieldsThatCannotBeReadLeaveTheStatus(Throwable fault) {
    Exchange exchange = Attempts.start("m");

    long counted =
        counted(
            Stage.EXCHANGE,
            () ->
                exchange.responseHeaders(
                    503,
                    name -> {
                      throw raise(fault);
                    }));
    exchange.responseEnd();

    assertThat(counted).isPositive();
    assertThat(records)
        .singleElement()
        .satisfies(record -> assertThat(record.status).isEqualTo(503));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aProbeThatThrowsMakesTheFailureANetworkError(Throwable fault) {
    Exchange exchange = Attempts.start("m");
    Object call = new Object();
    ThrowingProbe probe = new ThrowingProbe(fault);
    exchange.classifyWith(probe, call);

    assertThat(counted(Stage.EXCHANGE, () -> exchange.failed(new IOException()))).isEqualTo(1);
    assertThat(probe.call).isSameAs(call);
    assertThat(records)
        .singleElement()
        .satisfies(record -> assertThat(record.errorType).isEqualTo(ErrorType.NETWORK));
  }

  private static final class ThrowingProbe extends CancellationProbe {
    private final Throwable fault;
    private Object call;

    ThrowingProbe(Throwable fault) {
      this.fault = fault;
    }

    @Override
    protected ErrorType probe(Object probed, Throwable thrown, long elapsedNanos) {
      call = probed;
      throw raise(fault);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void anExceptionThatThrowsIsANetworkError(Throwable fault) {
    Exchange exchange = Attempts.start("m");
    exchange.failed(
        new IOException() {
          @Override
          public Throwable getCause() {
            throw raise(fault);
          }
        });

    assertThat(records)
        .singleElement()
        .satisfies(record -> assertThat(record.errorType).isEqualTo(ErrorType.NETWORK));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aSinkThatThrowsLosesItsRecordAlone(Throwable fault) {
    Exchanges failing =
        new Exchanges(
            Config.load(null),
            null,
            record -> {
              throw raise(fault);
            });
    failing.install();
    Exchange exchange = Attempts.start("m");

    assertThat(counted(Stage.METRICS, exchange::canceled)).isEqualTo(1);
    assertThat(failing.active()).isZero();
  }

  @Test
  void aPieceThatCannotBeReadEndsTheReadingAndNotTheAttempt() {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(200, Attempts.headers());
    Attempts.receive(exchange, "data: {\"usage\":{\"prompt_tokens\":1}}\n\n");

    assertThat(counted(Stage.USAGE, () -> exchange.responseBodyBytes(new byte[1], 5, 5)))
        .isEqualTo(1);

    Attempts.receive(exchange, "data: {\"usage\":{\"prompt_tokens\":2}}\n\n");
    exchange.responseBodyClosed();

    assertThat(records)
        .singleElement()
        .satisfies(record -> assertThat(record.inputTokens).isEqualTo(-1))
        .satisfies(record -> assertThat(record.errorType).isEqualTo(ErrorType.NONE));
  }

  static Stream<Consumer<Exchange>> stepsWithoutWhatTheyNeed() {
    return Stream.of(
        exchange -> exchange.requestBodyBytes((ByteBuffer) null),
        exchange -> exchange.requestBodyBytes(null, 0, 1),
        exchange -> exchange.responseBodyBytes((ByteBuffer) null),
        exchange -> exchange.responseBodyBytes(null, 0, 1),
        exchange -> exchange.responseHeaders(200, null),
        exchange -> exchange.classifyWith(null, null),
        exchange -> exchange.endWhenCollected(null),
        exchange -> exchange.failed(null),
        exchange -> exchange.abandon(null));
  }

  @ParameterizedTest
  @MethodSource("stepsWithoutWhatTheyNeed")
  void noStepThrows(Consumer<Exchange> step) {
    Exchange exchange = Exchanges.start("test", "/v1/x", null, null);
    step.accept(exchange);
    exchange.canceled();

    assertThat(records).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101, 999, 99_999, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void anyStatusIsAStatus(int status) {
    Exchange exchange = Attempts.start("m");
    exchange.responseHeaders(status, Attempts.headers());

    assertThat(exchange.hasResponse()).isTrue();

    exchange.responseBodyEnd();

    assertThat(records)
        .singleElement()
        .extracting(CallRecord::statusCode)
        .isEqualTo(Integer.toString(status));
  }

  @Test
  void anEarlyEndOfTheBodyWaitsForAnyStatus() {
    Exchange exchange = Attempts.start("m");
    exchange.responseEnd();
    exchange.responseHeaders(0, Attempts.headers());

    assertThat(records).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aRequestOrResponseThatThrowsHarmsNobody(Throwable fault) {
    ThrowingMessages messages = new ThrowingMessages(fault);
    Exchange exchange = messages.start("request", null);

    assertThat(exchangesActive()).isEqualTo(1);

    messages.responseHeaders(exchange, "response");

    assertThat(exchangesActive()).as("nothing else would end it").isZero();
  }

  private long exchangesActive() {
    return exchanges.active();
  }

  private static final class ThrowingMessages extends HttpMessages<String, String> {
    private final Throwable fault;

    ThrowingMessages(Throwable fault) {
      super("test");
      this.fault = fault;
    }

    @Override
    protected String path(String request) {
      throw raise(fault);
    }

    @Override
    protected String header(String request, String name) {
      throw raise(fault);
    }

    @Override
    protected int status(String response) {
      throw raise(fault);
    }

    @Override
    protected String responseHeader(String response, String name) {
      throw raise(fault);
    }
  }
}
