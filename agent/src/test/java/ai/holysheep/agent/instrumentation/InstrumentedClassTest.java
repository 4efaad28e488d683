package ai.holysheep.agent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentedClassTest {
  private final InstrumentedClass instrumented =
      new InstrumentedClass("shop", "ai.holysheep.agent.adapter.shop", "shop-client", "com/Shop");

  @ParameterizedTest
  @CsvSource({"4.2.9, false", "4.3, true", "4.4.1, true", "4.5, false", "5, false"})
  void isInTheVersionsFromTheFirstToTheLast(String version, boolean expected) {
    instrumented.since("4.3").before("4.5");

    assertThat(instrumented.isIn(version)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0", "1.0", "99"})
  void isInEveryVersionWithoutARange(String version) {
    assertThat(instrumented.isIn(version)).isTrue();
  }

  @Test
  void findsAPointByAMethodsNameAndItsFirstParameters() {
    instrumented.around("First", "send(La;", "send(Lb;").entry("Second", "close(");

    AdvicePoint send = instrumented.points().get(0);
    assertThat(instrumented.point("send", "(La;)V")).isSameAs(send);
    assertThat(instrumented.point("send", "(Lb;J)La;")).isSameAs(send);
    assertThat(instrumented.point("close", "()V")).isSameAs(instrumented.points().get(1));
  }

  @ParameterizedTest
  @CsvSource({"send, (Lb;)V", "sendAll, (La;)V", "end, (La;)V", "send, ()V"})
  void hasNoPointForAnotherMethod(String method, String descriptor) {
    instrumented.around("First", "send(La;");

    assertThat(instrumented.point(method, descriptor)).isNull();
  }

  @Test
  void thePointsThatAreDeclaredFirstWin() {
    instrumented.around("First", "send(La;").around("Second", "send(");

    assertThat(instrumented.point("send", "(La;)V").handler()).endsWith(".First");
    assertThat(instrumented.point("send", "(Lb;)V").handler()).endsWith(".Second");
  }

  @Test
  void passesTheFirstThreeArgumentsOrThoseThatAreGiven() {
    instrumented.around("First", "send(").entry("Second", "close(").passing(4, 1);

    assertThat(instrumented.points().get(0).passed()).containsExactly(0, 1, 2);
    assertThat(instrumented.points().get(1).passed()).containsExactly(4, 1);
  }

  @Test
  void aHandlerIsInTheClientsAdapterOrInTheOneThatItNames() {
    instrumented.around("First", "send(").entry("stream.CloseHandler", "close(");

    assertThat(instrumented.points())
        .extracting(AdvicePoint::handler)
        .containsExactly(
            "ai.holysheep.agent.adapter.shop.First",
            "ai.holysheep.agent.adapter.stream.CloseHandler");
  }

  @Test
  void aWriteHandlerGetsBothMethodsOfAStream() {
    instrumented.read("First").write("Second");

    assertThat(instrumented.points())
        .extracting(AdvicePoint::index, AdvicePoint::kind, AdvicePoint::methods)
        .containsExactly(
            tuple(0, AdviceKind.READ, "read([BII)"),
            tuple(1, AdviceKind.WRITE, "write([BII)"),
            tuple(2, AdviceKind.WRITE_BYTE, "write(I)"));
  }

  @Test
  void aPointHasTheNamesOfItsMethods() {
    instrumented.around("First", "send(La;", "sendAll(");

    AdvicePoint point = instrumented.points().get(0);
    assertThat(point.hasName("send")).isTrue();
    assertThat(point.hasName("sendAll")).isTrue();
    assertThat(point.hasName("sen")).isFalse();
    assertThat(point.hasName("sendAllNow")).isFalse();
  }
}
