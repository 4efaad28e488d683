package ai.holysheep.agent.instrumentation.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import ai.holysheep.agent.exchange.CurrentExchange;
import ai.holysheep.agent.exchange.Exchange;
import ai.holysheep.agent.exchange.Exchanges;
import ai.holysheep.agent.instrumentation.AroundHandler;
import ai.holysheep.agent.instrumentation.AttemptScope;
import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.instrumentation.ReadHandler;
import ai.holysheep.agent.instrumentation.SuppressedScope;
import ai.holysheep.agent.instrumentation.weaving.Bridges;
import java.io.InputStream;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static int reads;

  private final Exchanges exchanges = new Exchanges(Config.load(null), null, record -> {});
  private Hooks hooks;

  @BeforeAll
  static void defineBridge() {
    Bridges.define();
  }

  @BeforeEach
  void install() {
    exchanges.install();
    hooks = new Hooks(new Descriptor(), DispatcherTest.class);
    reads = 0;
  }

  @AfterEach
  void uninstall() {
    Exchanges.resume();
    Exchanges.uninstall();
    assertThat(CurrentExchange.get()).isNull();
    assertThat(exchanges.active()).isZero();
  }

  private static AttemptScope attempt() {
    return AttemptScope.open(Exchanges.start("test", "/v1/x", null, null));
  }

  @Test
  void anExitThatThrowsEndsItsAttempt() {
    Object state = hooks.enter((Supplier<Object>) DispatcherTest::attempt);
    assertThat(exchanges.active()).isEqualTo(1);
    long before = AgentErrors.total(Stage.ADVICE);

    assertThat(hooks.exit(state, "returned")).isEqualTo("returned");

    assertThat(exchanges.active()).isZero();
    assertThat(CurrentExchange.get()).isNull();
    assertThat(AgentErrors.total(Stage.ADVICE) - before).isEqualTo(1);
  }

  @Test
  void anExitThatThrowsShowsAHiddenAttemptAgain() {
    AttemptScope outer = attempt();
    Exchange hidden = CurrentExchange.get();
    Object state = hooks.enter((Supplier<Object>) SuppressedScope::open);
    assertThat(CurrentExchange.get()).isNull();

    hooks.exit(state, null);

    assertThat(CurrentExchange.get()).isSameAs(hidden);
    outer.close();
    hidden.discard();
  }

  @Test
  void anEntryThatThrowsHasNoState() {
    assertThat(
            hooks.enter(
                (Supplier<Object>)
                    () -> {
                      throw new StackOverflowError("injected");
                    }))
        .isNull();
  }

  @Test
  void whileSuspendedOnlyTheAttemptsInFlightAreServed() {
    Object state = hooks.enter((Supplier<Object>) DispatcherTest::attempt);
    Exchanges.suspend();

    assertThat(Exchanges.isWatched("https", "gateway", 443)).isFalse();
    assertThat(Exchanges.start("test", "/v1/x", null, null)).isNull();
    hooks.read(new byte[1]);
    assertThat(reads).as("of the attempt in flight").isEqualTo(1);

    hooks.exit(state, null);
    hooks.read(new byte[1]);
    assertThat(reads).as("none is in flight").isEqualTo(1);
    assertThat(hooks.enter((Supplier<Object>) () -> "state")).isNull();
    assertThat(exchanges.isInstalled()).isTrue();

    Exchanges.resume();
    hooks.read(new byte[1]);
    assertThat(reads).isEqualTo(2);
    assertThat(exchanges.isInstalled()).isTrue();
  }

  @Test
  void knowsWhetherTheBridgeIsConnectedToIt() {
    assertThat(hooks.isConnected()).as("it was never installed").isFalse();
  }

  private static final class Descriptor extends ClientDescriptor {
    Descriptor() {
      super("test", "test");
      instrument("agent", DispatcherTest.class.getName().replace('.', '/'))
          .around("DispatcherTest$Throwing", "around(")
          .read("DispatcherTest$Reading");
    }
  }

  /** Its state is what the argument makes; its exit throws. */
  public static final class Throwing extends AroundHandler.OfOne<Supplier<Object>, Object, Object> {
    @Override
    protected Object onEnter(Supplier<Object> state) {
      return state.get();
    }

    @Override
    protected Object onExit(Object state, Object returned, Throwable thrown) {
      throw new LinkageError("injected");
    }
  }

  /** Counts. */
  public static final class Reading extends ReadHandler {
    @Override
    protected void onRead(InputStream self, byte[] bytes, int offset, int count) {
      reads++;
    }

    @Override
    protected void onFailure(InputStream self, Throwable thrown) {}
  }
}
