package ai.holysheep.agent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link AttemptScope} and {@link SuppressedScope} on one thread. */
class AttemptScopeTest {
  private final Records records = new Records();
  private Exchange outer;
  private Exchange inner;

  @BeforeEach
  void start() {
    records.install();
    outer = Exchanges.start("test", "/outer", null, null);
    inner = Exchanges.start("test", "/inner", null, null);
  }

  @AfterEach
  void uninstall() {
    Exchanges.uninstall();
    assertThat(CurrentExchange.get()).isNull();
  }

  @Test
  void theAttemptIsTheThreadsUntilItsScopeCloses() {
    AttemptScope scope = AttemptScope.open(outer);

    assertThat(CurrentExchange.get()).isSameAs(outer);

    scope.close();

    assertThat(CurrentExchange.get()).isNull();
  }

  @Test
  void anInnerAttemptGivesWayToTheOuterOne() {
    AttemptScope outerScope = AttemptScope.open(outer);
    AttemptScope innerScope = AttemptScope.open(inner);

    assertThat(CurrentExchange.get()).isSameAs(inner);

    innerScope.close();

    assertThat(CurrentExchange.get()).isSameAs(outer);

    outerScope.close();
  }

  @Test
  void knowsTheLastAttemptOfItsMethod() {
    AttemptScope scope = AttemptScope.open(outer);

    assertThat(scope.exchange()).isSameAs(outer);

    CurrentExchange.replace(inner);
    scope.close();

    assertThat(scope.exchange()).isSameAs(inner);
  }

  @Test
  void aSuppressedScopeHidesTheAttemptUntilItCloses() {
    AttemptScope scope = AttemptScope.open(outer);
    SuppressedScope suppressed = SuppressedScope.open();

    assertThat(CurrentExchange.get()).isNull();

    suppressed.close();

    assertThat(CurrentExchange.get()).isSameAs(outer);

    scope.close();
  }

  @Test
  void withoutAnAttemptThereIsNothingToSuppress() {
    assertThat(SuppressedScope.open()).isNull();

    AttemptScope scope = AttemptScope.open(outer);
    SuppressedScope suppressed = SuppressedScope.open();

    assertThat(SuppressedScope.open()).isNull();

    suppressed.close();
    scope.close();
  }
}
