package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.tracking.UnreferencedBodies;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatedPushTest {
  private static final long NEVER_MILLIS = 3_600_000;

  private final ReceivingServer server = new ReceivingServer();
  private final List<Thread> hooks = new ArrayList<>();
  private final long threadsBefore = threads();

  RepeatedPushTest() throws Exception {}

  @AfterEach
  void stop() {
    server.close();
  }

  private RepeatedPush push(Consumer<Thread> exitHooks) {
    PushSender sender =
        new PushSender(
            new PushgatewayTarget(server.address(), Config.load(null)), new PrometheusRegistry());
    return new RepeatedPush(sender, NEVER_MILLIS, exitHooks);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("holysheep-push"))
        .count();
  }

  private void awaitOneThreadMore() {
    long start = System.nanoTime();
    while (threads() == threadsBefore) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MINUTES.toNanos(1));
      Thread.onSpinWait();
    }
    assertThat(threads()).isEqualTo(threadsBefore + 1);
  }

  @Test
  void aSecondTryToStartDoesOnlyWhatIsMissing() {
    List<Thread> offered = new ArrayList<>();
    RepeatedPush push =
        push(
            hook -> {
              offered.add(hook);
              if (offered.size() == 1) {
                throw new OutOfMemoryError("a test's");
              }
              hooks.add(hook);
            });

    assertThatThrownBy(push::start).isInstanceOf(OutOfMemoryError.class);
    push.start();
    push.start();

    awaitOneThreadMore();
    assertThat(hooks).hasSize(1);
  }

  @Test
  void pushesWithoutAnExitHookIfThatIsRefused() {
    RepeatedPush push =
        push(
            hook -> {
              throw new SecurityException("shutdownHooks");
            });

    push.start();

    awaitOneThreadMore();
  }

  @Test
  void aFaultInAnUnreadBodyDoesNotCostTheLastPush() throws Exception {
    long errorsBefore = AgentErrors.total(AgentErrors.Stage.EXCHANGE);
    push(hooks::add).start();
    UnreferencedBodies.endAfterGrace(
        nanos -> {
          throw new IllegalStateException("a test's");
        });

    hooks.get(0).start();
    hooks.get(0).join();

    assertThat(server.requests).hasSize(1);
    assertThat(AgentErrors.total(AgentErrors.Stage.EXCHANGE)).isEqualTo(errorsBefore + 1);
  }
}
